using Adc.Tests.Support;

namespace Adc.Tests.Firmware;

/// <summary>Compiles firmware/kernels with the checks of tests/Firmware/kernels and runs them.</summary>
public sealed class KernelsTests
{
    private static readonly string Kernels = Path.Combine(Repository.Root, "firmware", "kernels");
    private static readonly string Runtime = Path.Combine(Repository.Root, "firmware", "runtime");
    private static readonly string Checks = Path.Combine(Repository.Root, "tests", "Firmware", "kernels");

    private static readonly string[] Include = [$"-I{Kernels}", $"-I{Runtime}"];

    private static readonly string[] StrictC =
    [
        "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-ffp-contract=off", .. Include,
    ];

    private static readonly string[] CortexM33 =
    [
        "-mcpu=cortex-m33", "-mthumb", "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard",
        "-ffreestanding", "-ffunction-sections", "-fdata-sections", "-O2", "-r", "-nostdlib",
    ];

    private static IEnumerable<string> FirmwareSources => [.. Files(Kernels, "*.c"), .. Files(Runtime, "*.c")];

    [ToolFact("cc")]
    public void Every_kernel_does_what_its_header_says() => BuildAndRun("cc", "-O2");

    [SanitizerFact]
    public void No_kernel_leaves_its_buffers_or_defined_behaviour() =>
        BuildAndRun(SanitizerFactAttribute.Compiler!, ["-O1", "-g", .. SanitizerFactAttribute.Flags]);

    [ToolFact("clang")]
    public void The_kernels_compile_under_a_second_compiler() => BuildAndRun("clang", "-O2");

    [ToolFact("arm-none-eabi-gcc", "arm-none-eabi-nm")]
    public void The_kernels_need_no_library_but_memory_and_exponential_functions_on_the_Cortex_M33()
    {
        using BuildFolder folder = new();
        string linked = folder.File("kernels.o");
        string checks = folder.File("checks.o");
        NativeTool.Run("arm-none-eabi-gcc", [.. StrictC, .. CortexM33, .. FirmwareSources, .. Files(Kernels, "*.S"), "-o", linked]);
        string[] missing = NativeTool.Run("arm-none-eabi-nm", "-u", linked).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] doubles = ["__aeabi_d2f", "__aeabi_d2iz", "__aeabi_dadd", "__aeabi_dcmpge", "__aeabi_dcmpgt", "__aeabi_dcmple", "__aeabi_dcmplt", "__aeabi_ddiv", "__aeabi_dsub", "__aeabi_f2d"];
        Assert.Empty(missing.Except(["U", "memcpy", "memmove", "memset", "exp", "expm1", "log", "sqrtf", "tanh", .. doubles]));

        NativeTool.Run("arm-none-eabi-gcc",
            [.. StrictC, .. CortexM33, .. Files(Checks, "check_*.c"), Path.Combine(Checks, "kernels_check.c"), "-o", checks]);
    }

    [ToolFact("c++")]
    public void Every_header_stands_alone_in_a_Cpp_project()
    {
        using BuildFolder folder = new();
        string[] headers = [.. Files(Kernels, "*.h"), .. Files(Runtime, "*.h")];
        IEnumerable<string> sources = headers.Select(Path.GetFileName)
            .Select(header => folder.Write($"{header}.cpp", $"#include \"{header}\"\n#include \"{header}\"\n"));
        NativeTool.Run("c++", ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", .. Include, .. sources]);
        Assert.NotEmpty(headers);
    }

    [Fact]
    public void Every_header_is_guarded_and_offers_C_linkage()
    {
        foreach (string header in Files(Kernels, "*.h").Concat(Files(Runtime, "*.h")))
        {
            string text = File.ReadAllText(header);
            string guard = Path.GetFileName(header).ToUpperInvariant().Replace('.', '_');
            Assert.Contains($"#ifndef {guard}\n#define {guard}\n", text, StringComparison.Ordinal);
            Assert.Contains("extern \"C\" {", text, StringComparison.Ordinal);
        }
    }

    private static void BuildAndRun(string compiler, params string[] flags)
    {
        using BuildFolder folder = new();
        string program = folder.File("kernels_check");
        NativeTool.Run(compiler, [.. StrictC, .. flags, .. FirmwareSources, .. Files(Checks, "*.c"), "-o", program, "-lm"]);
        Assert.Equal("0 failures\n", NativeTool.Run(program));
    }

    private static string[] Files(string folder, string pattern) => [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)];
}
