namespace Adc.Simulator.Board.Devices;

/// <summary>A performance counter of 24 bits that grows evenly while a program runs.</summary>
/// <param name="Count">What it has counted when <paramref name="Cycles"/> have passed.</param>
internal readonly record struct MvpBlockCounter(long Count, long Cycles)
{
    public const uint Field = 0x00FF_FFFF;

    public static MvpBlockCounter Still { get; } = new(0, 1);

    public static MvpBlockCounter EveryCycle { get; } = new(1, 1);

    public uint Value(long elapsed) => (uint)Total(elapsed) & Field;

    public long Overflows(long elapsed) => Total(elapsed) >> 24;

    /// <summary>When it overflows next, or the largest number.</summary>
    public long NextOverflow(long elapsed)
    {
        Int128 wanted = (Int128)(Overflows(elapsed) + 1) << 24;
        return Count == 0 ? long.MaxValue : (long)Int128.Min(long.MaxValue, (wanted * Cycles + Count - 1) / Count);
    }

    private long Total(long elapsed) => (long)((Int128)Count * elapsed / Cycles);
}
