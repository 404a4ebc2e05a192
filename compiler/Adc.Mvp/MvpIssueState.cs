namespace Adc.Mvp;

/// <summary>What the past of a program means for the time of its next instruction, in cycles before the last issue.</summary>
/// <param name="ResultAges">Eight bytes: how long ago each register received a result of the ALU.</param>
/// <param name="Load0Age">How long ago load stream 0 was last used.</param>
/// <param name="OlderAge">How long before the last instruction the one before it issued.</param>
/// <param name="StoredBy">The last instruction if it stored, else -1.</param>
internal readonly record struct MvpIssueState(ulong ResultAges, byte Load0Age, byte Load1Age, byte OlderAge, sbyte StoredBy)
{
    /// <summary>Ages are counted up to here, beyond every latency; older is the same.</summary>
    internal const int Old = 15;

    public static MvpIssueState Start { get; } = new(0x0F0F_0F0F_0F0F_0F0F, 0, 0, 0, -1);
}
