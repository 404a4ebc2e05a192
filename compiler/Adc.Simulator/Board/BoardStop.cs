namespace Adc.Simulator.Board;

/// <summary>Why the emulated board stands still.</summary>
public enum BoardStop
{
    /// <summary>The firmware sleeps and nothing will wake it. This is how a good run ends.</summary>
    Sleeping,

    /// <summary>The verdict line was printed, but the firmware did not go to sleep after it.</summary>
    Verdict,

    /// <summary>The called function returned.</summary>
    Returned,

    /// <summary>An address where nothing answers, a peripheral without clock, a store to flash, or code outside of memory.</summary>
    BadAccess,

    /// <summary>The stack grew below the image's <c>__stack_limit</c>.</summary>
    StackOverflow,

    /// <summary>An undefined instruction or another fault, or an interrupt that the firmware did not expect.</summary>
    Faulted,

    /// <summary>The firmware asked for a reset of the chip.</summary>
    ResetRequested,

    /// <summary>The limit of <see cref="BoardOptions.CycleLimit"/>.</summary>
    CycleLimit,
}

/// <summary>How a boot ended.</summary>
/// <param name="Reason">The same for people, with the place.</param>
/// <param name="ProgramCounter">The instruction that failed, or the one to execute next.</param>
/// <param name="Symbol">The function it lies in, or null.</param>
/// <param name="Instructions">Executed since reset.</param>
/// <param name="Cycles">Instructions and sleep since reset.</param>
/// <param name="Warnings">What the chip would not have liked, each once.</param>
public sealed record BoardRun(
    BoardStop Stop, string Reason, uint ProgramCounter, string? Symbol, long Instructions, long Cycles, IReadOnlyList<string> Warnings);

/// <summary>How a call of one function ended.</summary>
/// <param name="Run">The end; <see cref="BoardStop.Returned"/> is the good one. Counts are of this call alone.</param>
/// <param name="Value">What the function returned in r0; meaningless unless it returned.</param>
/// <param name="StackBytes">From the stack pointer before the call down to the lowest byte written.</param>
/// <param name="Functions">Counts of the functions given to <see cref="EmulatedBoard.Profile"/>, in that order.</param>
public sealed record BoardCall(BoardRun Run, uint Value, int StackBytes, IReadOnlyList<FunctionCount> Functions)
{
    public bool HasReturned => Run.Stop == BoardStop.Returned;

    public long Instructions => Run.Instructions;
}

/// <summary>What one function and everything that it called executed during one call.</summary>
/// <param name="Calls">How often it was entered.</param>
public sealed record FunctionCount(string Name, long Calls, long Instructions);
