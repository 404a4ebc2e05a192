using System.Runtime.Intrinsics;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 as 16 bits with the zero point taken off: real zeros are zeros.</summary>
internal static class Centred
{
    /// <param name="to">As many elements.</param>
    public static void Widen(ReadOnlySpan<sbyte> from, int zeroPoint, Span<short> to)
    {
        Vector128<short> zero = Vector128.Create((short)zeroPoint);
        int i = 0;
        for (; i + Vector128<sbyte>.Count <= from.Length; i += Vector128<sbyte>.Count)
        {
            (Vector128<short> lower, Vector128<short> upper) = Vector128.Widen(Vector128.Create(from[i..]));
            (lower - zero).CopyTo(to[i..]);
            (upper - zero).CopyTo(to[(i + Vector128<short>.Count)..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = (short)(from[i] - zeroPoint);
        }
    }
}
