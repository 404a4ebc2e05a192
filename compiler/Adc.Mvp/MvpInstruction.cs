namespace Adc.Mvp;

/// <summary>One issue slot: the loads happen first, the operation sees them, the store sees the operation's result.</summary>
public sealed record MvpInstruction(
    MvpOperation Operation,
    MvpStream? Load0 = null,
    MvpStream? Load1 = null,
    MvpStream? Store = null,
    MvpLoopSet Begins = default,
    MvpLoopSet Ends = default)
{
    /// <summary>The three accesses in the order in which they happen; null where there is none.</summary>
    public MvpStream? Stream(int index) => index switch
    {
        0 => Load0,
        1 => Load1,
        2 => Store,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };
}
