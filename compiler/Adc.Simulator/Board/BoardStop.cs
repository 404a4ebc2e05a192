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
