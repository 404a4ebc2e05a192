using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Toolchain;
using Adc.Tests.Emission;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain;

public sealed class BuildersTests
{
    [ToolFact("cc")]
    public void A_source_that_does_not_compile_is_reported_with_the_compilers_words()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(EmitterTests.TwoByTwo());
        tree.Write(folder);
        folder.Write("tiny.c", "int main(void) { return surprise; }\n");
        var diagnostics = new DiagnosticBag();

        Assert.Null(HostBuilder.Build(tree, folder.File(""), diagnostics, CancellationToken.None));

        Diagnostic diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal("ADC7002", diagnostic.Code);
        Assert.StartsWith("compiling tiny.c failed with exit code 1:\n", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("tiny.c:1:", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("surprise", diagnostic.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("obj")));
    }

    [ToolFact("cc")]
    public void Sources_that_do_not_link_are_reported()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(EmitterTests.TwoByTwo());
        tree.Write(folder);
        folder.Write("host/host.c", "typedef int nothing;\n");
        var diagnostics = new DiagnosticBag();

        Assert.Null(HostBuilder.Build(tree, folder.File(""), diagnostics, CancellationToken.None));

        Assert.StartsWith("error ADC7002: cc failed with exit code 1:", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiler_that_is_not_there_is_named_with_the_way_to_get_it()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(EmitterTests.TwoByTwo());
        DiagnosticBag ofHost = new(), ofBoard = new();

        Assert.Null(HostBuilder.Build(tree, folder.File(""), ofHost, CancellationToken.None, new Tool("no-such-cc", "look elsewhere")));
        Assert.Null(FirmwareBuilder.Build(tree, folder.File(""), "O2", folder.File(""), ofBoard, CancellationToken.None));

        Assert.Equal(["error ADC7001: 'no-such-cc' was not found; look elsewhere"], ofHost.All.Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(["ADC7001", "ADC7001"], ofBoard.All.Select(diagnostic => diagnostic.Code));
        Assert.Contains("'arm-none-eabi-gcc' was not found; on Debian and Ubuntu: apt-get install", ofBoard.All[0].Message, StringComparison.Ordinal);
    }

    [ToolFact("arm-none-eabi-gcc", "arm-none-eabi-objcopy")]
    public void Firmware_is_built_the_same_wherever_its_folder_lies()
    {
        SourceTree tree = Emitted.Of(EmitterTests.Tiny());
        (byte[] first, FirmwareImage image) = Firmware(tree);
        (byte[] second, _) = Firmware(tree);

        Assert.Equal(first, second);
        Assert.Equal("ELF"u8.ToArray(), image.Elf[1..4].ToArray());
        Assert.InRange(image.Sizes.Of(SourceRole.Model).Constants, 8 * sizeof(uint), 200); // weights of eight words, and what calls the kernels
        Assert.All(
            (SourceRole[])[SourceRole.Model, SourceRole.Kernel, SourceRole.Boot, SourceRole.App, SourceRole.TestVectors],
            role => Assert.True(image.Sizes.Of(role).Flash > 0, $"{role} takes no flash"));
    }

    private static (byte[] Elf, FirmwareImage Image) Firmware(SourceTree tree)
    {
        using var folder = new BuildFolder();
        tree.Write(folder);
        var diagnostics = new DiagnosticBag();
        FirmwareImage? image = FirmwareBuilder.Build(tree, folder.File(""), "O2", null, diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics.All);
        Assert.All((string[])[".elf", ".hex", ".s37", ".bin", ".map"], ending => Assert.True(File.Exists(folder.File($"firmware/tiny{ending}"))));
        Assert.False(Directory.Exists(folder.File("obj")));
        return (image!.Elf.ToArray(), image);
    }
}
