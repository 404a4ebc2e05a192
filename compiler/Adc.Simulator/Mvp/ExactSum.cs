namespace Adc.Simulator.Mvp;

/// <summary>A sum of binary16 numbers and products of two, kept exactly until it is rounded once.</summary>
/// <remarks>
/// Every finite binary16 number is a whole multiple of 2^-24 below 2^40, so a product is a whole multiple of 2^-48 below
/// 2^80, and any sum of a few fits 128 bits.
/// </remarks>
internal readonly struct ExactSum
{
    private const ushort Infinity = 0x7C00;
    internal const ushort NaN = 0x7E00;
    private const ushort SignBit = 0x8000;

    // 2^-14, below which results are subnormal, in multiples of 2^-48.
    private static readonly UInt128 SmallestNormal = UInt128.One << 34;

    private readonly Int128 units;
    private readonly bool hasPositiveZero;
    private readonly bool hasNegativeZero;

    // Sum of the terms that are infinite or not numbers; 0 while there are none.
    private readonly double special;

    private ExactSum(Int128 units, bool hasPositiveZero, bool hasNegativeZero, double special)
    {
        this.units = units;
        this.hasPositiveZero = hasPositiveZero;
        this.hasNegativeZero = hasNegativeZero;
        this.special = special;
    }

    public static ExactSum Zero => default;

    public ExactSum Plus(ushort value)
    {
        if (!IsFinite(value))
        {
            return WithSpecial(Value(value));
        }

        return With((Int128)Significand(value) << 24, isNegative: (value & SignBit) != 0);
    }

    public ExactSum PlusProduct(ushort x, ushort y)
    {
        if (!IsFinite(x) || !IsFinite(y))
        {
            return WithSpecial(Value(x) * Value(y));
        }

        return With((Int128)Significand(x) * Significand(y), isNegative: ((x ^ y) & SignBit) != 0);
    }

    /// <summary>Rounds to the nearest binary16 number, ties to even.</summary>
    public ushort Round(ref MvpFlags flags)
    {
        if (special != 0)
        {
            return double.IsNaN(special) ? NaN : special > 0 ? Infinity : (ushort)(SignBit | Infinity);
        }

        if (units == 0)
        {
            // As in binary arithmetic: +0 unless every term is -0.
            return hasNegativeZero && !hasPositiveZero ? SignBit : (ushort)0;
        }

        ushort sign = units < 0 ? SignBit : (ushort)0;
        UInt128 magnitude = (UInt128)Int128.Abs(units);

        // Eleven significant bits, but no finer than 2^-24.
        int bits = 128 - (int)UInt128.LeadingZeroCount(magnitude);
        int shift = Math.Max(24, bits - 11);
        UInt128 kept = magnitude >> shift;
        UInt128 rest = magnitude - (kept << shift);
        UInt128 half = UInt128.One << (shift - 1);
        if (rest > half || (rest == half && !UInt128.IsEvenInteger(kept)))
        {
            kept++;
        }

        // The leading bit of the significand counts one step of the exponent; a carry to 2^11 counts two.
        int encoded = ((shift - 24) << 10) + (int)kept;
        if (encoded >= Infinity)
        {
            flags |= MvpFlags.AluOverflow;
            return (ushort)(sign | Infinity);
        }

        if (magnitude < SmallestNormal && rest != 0)
        {
            flags |= MvpFlags.AluUnderflow;
        }

        return (ushort)(sign | encoded);
    }

    internal static bool IsFinite(ushort value) => (value & Infinity) != Infinity;

    internal static bool IsNaN(ushort value) => (value & ~SignBit) > Infinity;

    // In multiples of 2^-24, with the sign.
    private static long Significand(ushort value)
    {
        int exponent = (value >> 10) & 0x1F;
        long significand = value & 0x3FF;
        long magnitude = exponent == 0 ? significand : (significand | 0x400) << (exponent - 1);
        return (value & SignBit) != 0 ? -magnitude : magnitude;
    }

    private static double Value(ushort value) => (double)BitConverter.UInt16BitsToHalf(value);

    private ExactSum With(Int128 term, bool isNegative) => new(
        units + term, hasPositiveZero || term != 0 || !isNegative, hasNegativeZero || (term == 0 && isNegative), special);

    private ExactSum WithSpecial(double term) => new(units, hasPositiveZero, hasNegativeZero, special + term);
}
