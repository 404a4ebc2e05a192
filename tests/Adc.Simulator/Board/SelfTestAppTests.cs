using System.Text.RegularExpressions;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>The real start-up, clocks, console and self-test, with a stand-in model.</summary>
public sealed class SelfTestAppTests
{
    private static readonly Lazy<ElfImage> Good = new(() => BoardImage.WithSelfTest());

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Prints_banner_vectors_and_verdict_and_goes_to_sleep()
    {
        (BoardRun run, string console) = Boot(Good.Value);
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Empty(run.Warnings);
        Snapshot.Verify(WithoutCycles(console));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Shows_the_first_wrong_byte_of_a_failing_vector()
    {
        (BoardRun run, string console) = Boot(BoardImage.WithSelfTest("-DEXPECTED_ERROR=1"));
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Contains("adc vector 1 FAIL cycles # at 6 got 63 expected 64\r\n", WithoutCycles(console), StringComparison.Ordinal);
        Assert.Contains("adc verdict FAIL 2/3\r\n", console, StringComparison.Ordinal);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("-DINIT_STATUS=ADC_FAILED", "adc init FAIL status 3\r\nadc verdict FAIL 0/3\r\n")]
    [InlineData("-DINVOKE_STATUS=ADC_FAILED", "adc vector 2 FAIL cycles # status 3\r\nadc verdict FAIL 0/3\r\n")]
    public void Shows_the_status_of_a_model_that_fails(string flag, string lines)
    {
        (_, string console) = Boot(BoardImage.WithSelfTest(flag));
        Assert.EndsWith(lines, WithoutCycles(console), StringComparison.Ordinal);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("brd2601b")]
    [InlineData("brd2703a")]
    [InlineData("brd4186c")]
    [InlineData("brd4187c")]
    public void Runs_on_every_board_of_the_family(string board)
    {
        (BoardRun run, string console) = Boot(BoardImage.ForBoard(board));
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Empty(run.Warnings);
        Assert.Contains($"adc boot board {board} model stand_in ", console, StringComparison.Ordinal);
        Assert.EndsWith("adc verdict PASS 3/3\r\n", console, StringComparison.Ordinal);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Runs_on_a_board_of_the_next_family()
    {
        ElfImage image = BoardImage.ForBoard("brd2608a", "-DADC_FAMILY=26");
        (BoardRun run, string console) = Boot(image, BoardOptions.For(image));
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Empty(run.Warnings);
        Assert.Contains("adc boot board brd2608a model stand_in vectors 3 part 26 device 1510 flash_kib 3200 ram_kib 512 ", console, StringComparison.Ordinal);
        Assert.EndsWith("adc verdict PASS 3/3\r\n", console, StringComparison.Ordinal);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Stays_on_20_MHz_when_the_crystal_does_not_start() =>
        RunsAt20MHz(BoardOptions.Default with { CrystalStarts = false });

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Stays_on_20_MHz_when_the_loop_does_not_lock() =>
        RunsAt20MHz(BoardOptions.Default with { DpllLocks = false });

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Says_that_there_is_no_cycle_counter()
    {
        (_, string console) = Boot(Good.Value, BoardOptions.Default with { HasCycleCounter = false });
        Assert.Contains(" counter 0 ", console, StringComparison.Ordinal);
        Assert.Contains("adc vector 0 PASS cycles 0\r\n", console, StringComparison.Ordinal);
    }

    private static void RunsAt20MHz(BoardOptions options)
    {
        (BoardRun run, string console) = Boot(Good.Value, options);
        Assert.Equal(BoardStop.Sleeping, run.Stop);

        // A wrong divider would be among the warnings.
        Assert.Empty(run.Warnings);
        Assert.Contains(" core_hz 20000000 ", console, StringComparison.Ordinal);
        Assert.EndsWith("adc verdict PASS 3/3\r\n", console, StringComparison.Ordinal);
    }

    // How many they are is the C compiler's business.
    private static string WithoutCycles(string console) => Regex.Replace(console, "cycles [1-9][0-9]*", "cycles #");

    private static (BoardRun Run, string Console) Boot(ElfImage image, BoardOptions? options = null)
    {
        using EmulatedBoard board = EmulatedBoard.Load(image, options ?? BoardOptions.Default);
        return (board.Boot(), board.Console);
    }
}
