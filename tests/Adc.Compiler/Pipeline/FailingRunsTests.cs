using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Pipeline;

/// <summary>Programs and boards that do not come to a good end.</summary>
public sealed class FailingRunsTests
{
    private static readonly FirmwareImage Image = new("tiny.elf", new byte[1], new SizeReport(new Dictionary<Adc.Compiler.Emission.SourceRole, SectionSizes>()));

    [Fact]
    public void A_board_that_faults_while_it_is_measured_is_reported_and_its_verdict_kept()
    {
        using ModelFile model = ModelFile.Tiny();
        using var board = new FaultingBoard("adc verdict PASS 4/4\n");
        var diagnostics = new DiagnosticBag();

        Compilation compilation = new ModelCompiler(new StandInEngines(board)).RunOnBoard(model.Emit() with { Image = Image }, diagnostics, CancellationToken.None);

        Assert.Equal(
            "error ADC7005: the firmware stopped on the emulated board: bus fault in tiny_invoke of 3 layers",
            Assert.Single(diagnostics.All).ToString());
        Assert.True(compilation.Board!.Succeeded);
        Assert.Null(compilation.Measurement);
        Assert.True(board.IsDisposed);
    }

    [Theory]
    [InlineData(7936, false)]
    [InlineData(7937, true)]
    public void A_stack_that_leaves_no_room_around_an_inference_is_an_error(int used, bool isError)
    {
        using ModelFile model = ModelFile.Tiny();
        var diagnostics = new DiagnosticBag();
        new ModelCompiler(new StandInEngines(new DeepBoard(used))).RunOnBoard(model.Emit() with { Image = Image }, diagnostics, CancellationToken.None);
        Assert.Equal(
            isError ? ["error ADC5003: one inference takes 7,937 bytes of stack, what is around it about 256, but memory.stack gives 8,192"] : [],
            diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("adc boot model tiny\n", "ADC7005", "gave no verdict")]
    [InlineData("adc verdict FAIL 1/4\n", "ADC8004", "is right on 1 of 4 test vectors; expected all")]
    public void A_board_without_a_good_verdict_is_reported(string console, string code, string message)
    {
        using ModelFile model = ModelFile.Tiny();
        using var board = new FaultingBoard(console);
        var diagnostics = new DiagnosticBag();

        new ModelCompiler(new StandInEngines(board)).RunOnBoard(model.Emit() with { Image = Image }, diagnostics, CancellationToken.None);

        Assert.Equal(code, diagnostics.All[0].Code);
        Assert.Contains(message, diagnostics.All[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_emulator_there_is_no_board_and_no_verdict()
    {
        using ModelFile model = ModelFile.Tiny();

        Assert.Null(new ModelCompiler(new StandInEngines(null)).RunOnBoard(model.Emit() with { Image = Image }, new DiagnosticBag(), CancellationToken.None).Board);
    }

    [ToolFact("sh", "chmod")]
    public void A_desktop_program_that_crashes_or_stops_early_is_reported()
    {
        using ModelFile model = ModelFile.Tiny();
        ModelLayout layout = ModelLayout.Of(model.Emit());
        string program = model.Folder.Write("tiny", "#!/bin/sh\nprintf xyz\necho it went wrong >&2\nexit 3\n");
        NativeTool.Run("chmod", "u+x", program);
        var diagnostics = new DiagnosticBag();
        var host = new HostProgram(program, layout, CancellationToken.None);

        Assert.Null(host.Run([[new ConstantData(new byte[8])]], inSequence: false, diagnostics));
        Assert.Null(host.RunLayers([new ConstantData(new byte[8])], diagnostics));

        Assert.Equal(
            [
                "error ADC7006: the program built from the emitted C ended with exit code 3 (it went wrong), 3 of 12 bytes written",
                "error ADC7006: the program built from the emitted C ended with exit code 3 (it went wrong), 3 of 96 bytes written",
            ],
            diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }
}
