using System.Text.RegularExpressions;
using Adc.Compiler.Emission.Probes;
using Adc.Formats.Elf;
using Adc.Mvp;
using Adc.Simulator.Board;
using Adc.Simulator.Mvp;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Emission.Probes;

/// <summary>Firmware that asks the accelerator what no document says, on emulated accelerators that answer differently.</summary>
public sealed class ProbeTests(BuiltProbe probe) : IClassFixture<BuiltProbe>
{
    [Fact]
    public void Every_program_is_sound_and_its_answers_differ() => Assert.All(ProbeCases.All, test =>
    {
        // The two bits that are asked about are what the verifier forbids.
        Assert.True(test.Name.StartsWith("zero_", StringComparison.Ordinal) || MvpProgramVerifier.Verify(test.Program, ProbeCases.Map.Buffers).Count == 0, test.Name);
        Assert.Equal(test.Answers.Count, test.Answers.Select(answer => answer.Value).Distinct().Count());
        Assert.True(test.Answers.Count > 1 || test.PresetsOnly, test.Name);
    });

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void The_usual_assumptions_are_found_again()
    {
        IReadOnlyDictionary<string, string> answers = probe.Answers(MvpSimulatorOptions.Default);
        Assert.Equal(ProbeCases.All.Select(test => test.Name), answers.Keys);
        Snapshot.Verify(string.Concat(answers.Select(answer => $"{answer.Key}: {answer.Value}\n")));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Other_accelerators_give_other_answers()
    {
        IReadOnlyDictionary<string, string> usual = probe.Answers(MvpSimulatorOptions.Default);
        Assert.Contains("rounded twice", Only("mac_rounding", new MvpSimulatorOptions(MvpMultiplyAdd.RoundedTwice, MvpTies.ToEven)), StringComparison.Ordinal);
        Assert.Contains("away from zero", Only("store_ties", new MvpSimulatorOptions(MvpMultiplyAdd.Fused, MvpTies.AwayFromZero)), StringComparison.Ordinal);
        Assert.Contains("shared", Only("ram_pairs", Timed(new MvpTiming(LoadsShareRamPort: true))), StringComparison.Ordinal);
        Assert.Equal("3 cycles", Only("fence", Timed(new MvpTiming(FenceInCycles: 3))));
        Assert.Equal("4 cycles more, fetched ahead", Only("flash_lines", Timed(new MvpTiming(FlashLineInCycles: 4))));

        string Only(string name, MvpSimulatorOptions options)
        {
            IReadOnlyDictionary<string, string> answers = probe.Answers(options);
            Assert.Contains(name, answers.Keys.Where(key => answers[key] != usual[key]));
            return answers[name];
        }
    }

    [Fact]
    public void Mistakes_of_the_command_line_are_told()
    {
        using WorkFolder folder = new();
        AdcRun.Of("calibrate").Failed(2, "no report");
        AdcRun.Of("calibrate", "--probe", folder["probe"], "--board", "brd2601a").Failed(2, "--board 'brd2601a'", "brd2601b");
        AdcRun.Of("calibrate", "report.json", "--probe", folder["probe"]).Failed(2, "--probe");
    }

    private static MvpSimulatorOptions Timed(MvpTiming timing) => MvpSimulatorOptions.Default with { Timing = timing };
}

/// <summary>The image, built once.</summary>
public sealed class BuiltProbe : IDisposable
{
    private readonly WorkFolder folder = new();
    private readonly Lazy<ElfImage> image;

    public BuiltProbe() => image = new(() =>
    {
        AdcRun.Of("calibrate", "--probe", folder["probe"]).Succeeded();
        return ElfReader.Read(File.ReadAllBytes(folder["probe/firmware/adc_probe.elf"])).Image!;
    });

    /// <summary>What the firmware prints behind the colon, for each question.</summary>
    internal IReadOnlyDictionary<string, string> Answers(MvpSimulatorOptions options)
    {
        using EmulatedBoard board = EmulatedBoard.Load(image.Value, BoardOptions.Default with { Mvp = options });
        board.Boot();
        return Regex.Matches(board.Console, @"adc probe (\w+) result [^:]*: (.*)\r\n").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    public void Dispose() => folder.Dispose();
}
