namespace Adc.Tests.Simulator.Mvp;

/// <summary>Draws binary16 numbers that make rounding hard: subnormals, ties, near ties, cancellation, overflow, special values.</summary>
internal sealed class Binary16Samples(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>An addend and two factors.</summary>
    public (ushort A, ushort X, ushort Y) Next() => random.Next(6) switch
    {
        0 => (Any(), Any(), Any()),
        1 => (Subnormal(), Near(0x1400), Near(0x1400)),
        2 => (Near(0x7800), Near(0x5C00), Near(0x5C00)),
        3 => Cancelling(),
        _ => NearTie(),
    };

    public ushort Any() => (ushort)random.Next(0x10000);

    private ushort Sign() => (ushort)(random.Next(2) << 15);

    private ushort Subnormal() => (ushort)(Sign() | random.Next(0x400));

    private ushort Near(int bits) => (ushort)(Sign() | Math.Clamp(bits + random.Next(-0x800, 0x800), 0, 0x7BFF));

    private (ushort A, ushort X, ushort Y) Cancelling()
    {
        ushort x = Near(0x3C00);
        ushort y = Near(0x3C00);
        Half product = (Half)((float)BitConverter.UInt16BitsToHalf(x) * (float)BitConverter.UInt16BitsToHalf(y));
        return ((ushort)(BitConverter.HalfToUInt16Bits(product) ^ 0x8000), x, y);
    }

    // The product is half of a's last place but for a part in 2^20: more bits than single precision holds.
    private (ushort A, ushort X, ushort Y) NearTie()
    {
        int exponent = random.Next(12, 31);
        int step = random.Next(0, 4);
        int significand = random.Next(0x400);
        ushort a = (ushort)(Sign() | (exponent << 10) | significand);

        // 2^k (1 + s / 2^10) times 2^-k-like (1 - s / 2^10) = 1 - s^2 / 2^20, scaled to 2^(exponent - 15 - 11).
        int half = exponent - 15 - 11;
        int xExponent = Math.Clamp(half / 2, -14, 15);
        int yExponent = half - xExponent;
        ushort x = (ushort)(Sign() | ((xExponent + 15) << 10) | step);
        ushort y = step == 0
            ? (ushort)(Sign() | ((yExponent + 15) << 10))
            : (ushort)(Sign() | ((yExponent - 1 + 15) << 10) | (0x400 - (2 * step)));
        return (a, x, y);
    }
}
