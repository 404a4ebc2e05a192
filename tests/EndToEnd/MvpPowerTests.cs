using System.Text.Json;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>What the core does while the accelerator runs, as the configuration asks.</summary>
public sealed class MvpPowerTests
{
    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void The_core_sleeps_or_polls_while_a_program_runs()
    {
        (BoardRun asleep, long whenAsleep) = Invoked("em1_wait");
        (BoardRun awake, long whenAwake) = Invoked("busy_poll");
        Assert.InRange(asleep.Cycles - asleep.Instructions, 500, 10_000);
        Assert.Equal(awake.Cycles, awake.Instructions);
        Assert.InRange(awake.Instructions, asleep.Instructions + 500, asleep.Instructions + 10_000);

        // Instructions that wait are none of the inference.
        Assert.InRange(whenAwake, whenAsleep * 0.9, whenAsleep * 1.1);
        Assert.InRange(whenAsleep, 100, asleep.Instructions);
    }

    [Theory]
    [InlineData("em1_wait", "ADC_BOARD_FACTS=\"brd2601b.h\")")]
    [InlineData("busy_poll", "ADC_BOARD_FACTS=\"brd2601b.h\" ADC_MVP_BUSY_POLL)")]
    public void The_CMake_project_defines_the_same(string power, string definitions)
    {
        using WorkFolder folder = Compiled(power, "--no-build");
        Assert.Contains(definitions, File.ReadAllText(folder["outputs/tiny/CMakeLists.txt"]), StringComparison.Ordinal);
    }

    private static (BoardRun Run, long Reported) Invoked(string power)
    {
        using WorkFolder folder = Compiled(power);
        ElfImage image = ElfReader.Read(File.ReadAllBytes(folder["outputs/tiny/firmware/tiny.elf"])).Image!;
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        board.Boot();
        BoardCall call = board.Call(image.FindSymbol("adc_app_invoke")!.Address);
        Assert.Equal(0u, call.Value);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/tiny/report.json"]));
        return (call.Run, report.RootElement.GetProperty("cycles").GetProperty("instructions").GetInt64());
    }

    private static WorkFolder Compiled(string power, params string[] arguments)
    {
        var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 40, 48, 32)));
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  mvp: {{ power: {power} }}\n");
        AdcRun.Of(["compile", folder["tiny.yaml"], .. arguments]).Succeeded();
        return folder;
    }
}
