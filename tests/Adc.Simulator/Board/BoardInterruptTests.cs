using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

public sealed class BoardInterruptTests
{
    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Interrupts_are_taken_by_priority_wake_from_sleep_and_keep_registers()
    {
        using EmulatedBoard board = EmulatedBoard.Load(BoardImage.WithProgram("interrupts.c"), BoardOptions.Default);
        BoardRun run = board.Boot();
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Empty(run.Warnings);
        Assert.True(run.Cycles - run.Instructions is > 3 * 77_000 and < 3 * 78_000, $"{run.Cycles} cycles, {run.Instructions} instructions");
        Snapshot.Verify(board.Console);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Time_asleep_counts_towards_the_limit()
    {
        using EmulatedBoard board = EmulatedBoard.Load(
            BoardImage.WithProgram("interrupts.c"), BoardOptions.Default with { CycleLimit = 150_000 });
        BoardRun run = board.Boot();
        Assert.Equal((BoardStop.CycleLimit, 150_000), (run.Stop, run.Cycles));
        Assert.True(run.Instructions < 10_000);
    }
}
