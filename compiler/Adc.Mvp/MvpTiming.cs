namespace Adc.Mvp;

/// <summary>Parameters of the issue model. The defaults reproduce published measurements of boards at 78 MHz.</summary>
/// <param name="ProgramOverheadInCycles">Start, fill and drain of each program.</param>
/// <param name="FlashLineInCycles">Extra cycles until the first datum of a new 8-byte flash line is there.</param>
/// <param name="FenceInCycles">Extra cycles of a load that directly follows another instruction's store.</param>
/// <param name="FetchesAhead">Whether a flash fetch may start one instruction early.</param>
/// <param name="StoreLatencyInCycles">From a result to the store of the same register by a later instruction.</param>
/// <param name="LoadsShareRamPort">Whether two new RAM words in one instruction cost a cycle, as with one port for both loads.</param>
public sealed record MvpTiming(
    int ProgramOverheadInCycles = 14,
    int FlashLineInCycles = 2,
    int FenceInCycles = 1,
    bool FetchesAhead = true,
    int StoreLatencyInCycles = 1,
    bool LoadsShareRamPort = false)
{
    public static MvpTiming Default { get; } = new();
}
