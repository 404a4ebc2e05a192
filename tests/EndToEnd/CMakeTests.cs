using Adc.Compiler.Emission;
using Adc.Tests.Cli;
using Adc.Tests.Emission;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Output folders as CMake projects, where adc wrote them and where a user moved them.</summary>
public sealed class CMakeTests
{
    [ToolFact("cmake", "cc", "make")]
    public void The_emitted_project_builds_and_passes_on_the_desktop()
    {
        using var folder = new BuildFolder();
        Emitted.Of(EmitterTests.Tiny()).Write(folder);
        Preset(folder.File(""), "host");
        Assert.EndsWith("adc verdict PASS 2/2\n", NativeTool.Run(folder.File("build/host/tiny")), StringComparison.Ordinal);
    }

    [ToolTheory("cmake", "make", "arm-none-eabi-gcc", "arm-none-eabi-objcopy")]
    [InlineData("mvpv1")]
    [InlineData("none")]
    public void Image_hex_file_and_elf_are_byte_for_byte_what_adc_built(string accelerator)
    {
        using var folder = new WorkFolder();
        Compile(folder, $"target: {{ accelerator: {accelerator} }}");
        string moved = folder["moved here"];
        Directory.Move(folder["outputs/ad"], moved);
        Preset(moved, "firmware");
        Assert.All((string[])[".bin", ".hex", ".s37", ".elf"], ending =>
            Assert.Equal(File.ReadAllBytes($"{moved}/firmware/tiny{ending}"), File.ReadAllBytes($"{moved}/build/firmware/tiny{ending}")));
    }

    /// <summary>adc itself leaves a library to the user's build, which makes the same bytes of it in every folder.</summary>
    [ToolFact("cmake", "make", "arm-none-eabi-gcc", "arm-none-eabi-nm")]
    public void A_library_holds_the_model_and_its_kernels_wherever_it_is_built()
    {
        using var folder = new WorkFolder();
        Compile(folder, "target: { board: none }");
        Preset(folder["outputs/ad"], "firmware");
        byte[] library = File.ReadAllBytes(folder["outputs/ad/build/firmware/libtiny.a"]);
        string symbols = NativeTool.Run("arm-none-eabi-nm", "--defined-only", folder["outputs/ad/build/firmware/libtiny.a"]);
        Assert.All((string[])[" T tiny_invoke\n", " T adc_mvp_run\n", " T adc_status_text\n"], symbol => Assert.Contains(symbol, symbols, StringComparison.Ordinal));

        Directory.Delete(folder["outputs/ad/build"], recursive: true);
        Directory.Move(folder["outputs/ad"], folder["elsewhere"]);
        Preset(folder["elsewhere"], "firmware");
        Assert.Equal(library, File.ReadAllBytes(folder["elsewhere/build/firmware/libtiny.a"]));
    }

    private static void Compile(WorkFolder folder, string keys)
    {
        string yaml = folder.Write("ad.yaml", $"ad:\n  model_name: tiny\n  tflite_model: {SampleFiles.Int8Model}\n  {keys}\n");
        AdcRun.Of("compile", yaml, "--no-sim").Succeeded();
    }

    private static void Preset(string folder, string name) =>
        NativeTool.Run("sh", "-c", $"cd '{folder}' && cmake --preset {name} -G 'Unix Makefiles' && cmake --build --preset {name}");
}
