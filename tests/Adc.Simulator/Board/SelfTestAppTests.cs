using System.Text.RegularExpressions;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>The real start-up, clocks, console and self-test, with a stand-in model.</summary>
public sealed class SelfTestAppTests
{
    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Prints_banner_vectors_and_verdict_and_goes_to_sleep()
    {
        (BoardRun run, string console) = Boot(BoardImage.WithSelfTest());
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Equal("", string.Join("\n", run.Warnings));
        Snapshot.Verify(WithoutCycles(console));
    }

    // How many they are is the C compiler's business.
    private static string WithoutCycles(string console) => Regex.Replace(console, "cycles [1-9][0-9]*", "cycles #");

    private static (BoardRun Run, string Console) Boot(ElfImage image, BoardOptions? options = null)
    {
        using EmulatedBoard board = EmulatedBoard.Load(image, options ?? BoardOptions.Default);
        return (board.Boot(), board.Console);
    }
}
