using System.Numerics;

namespace Adc.Tests.Simulator.Mvp;

/// <summary>Rounds exact fractions to binary16 by looking for the nearest of all its numbers.</summary>
internal static class RationalBinary16
{
    /// <summary>All finite numbers from 0 up, in multiples of 2^-48; their place is their bits.</summary>
    private static readonly BigInteger[] Magnitudes =
        [.. Enumerable.Range(0, 0x7C00).Select(bits => (BigInteger)(double)BitConverter.UInt16BitsToHalf((ushort)bits).Scaled())];

    private static double Scaled(this Half value) => (double)value * Math.Pow(2, 48);

    public static BigInteger Value(ushort bits) => (bits & 0x8000) != 0 ? -Magnitudes[bits & 0x7FFF] : Magnitudes[bits];

    public static BigInteger Product(ushort x, ushort y) => Value(x) * Value(y) >> 48;

    /// <summary>The nearest number; of two equally near ones the one with even bits; the bits of infinity beyond the middle above 65504.</summary>
    public static int Round(BigInteger exact)
    {
        int sign = exact.Sign < 0 ? 0x8000 : 0;
        BigInteger magnitude = BigInteger.Abs(exact);
        int above = Array.BinarySearch(Magnitudes, magnitude);
        above = above < 0 ? ~above : above;
        if (above == 0)
        {
            return sign;
        }

        int below = above - 1;

        // Infinity takes the place of the number that would follow: 65536.
        BigInteger next = above == Magnitudes.Length ? new BigInteger(65536) << 48 : Magnitudes[above];
        int order = (magnitude - Magnitudes[below]).CompareTo(next - magnitude);
        bool isBelow = order < 0 || (order == 0 && below % 2 == 0);
        return sign | (isBelow ? below : above);
    }
}
