using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>
/// Requantization in a few instructions: with v = 256 * sum, the output is
/// saturate8((Addend + (v * Multiplier >> 32)) >> Shift), and a negative v takes <see cref="AddendNegative"/>.
/// </summary>
/// <remarks><see cref="Find"/> gives only constants that <see cref="RequantizationSteps"/> proves exact.</remarks>
internal readonly record struct FastRequantization(int Multiplier, int Addend, int AddendNegative)
{
    /// <summary>The sum is held 256-fold, as the packed weights deliver it.</summary>
    public const int SumShift = 8;

    /// <summary>Sums must stay below 2^23 so that 256-fold they fit a register.</summary>
    public const int SumLimit = 1 << 23;

    public bool IsOneSided => Addend == AddendNegative;

    /// <summary>The shift that keeps all bits of a multiplier with the given exponent, where that is possible.</summary>
    public static int PreferredShift(QuantizedMultiplier multiplier) => Math.Clamp(7 - multiplier.Shift, 1, 22);

    /// <summary>Constants proven equal to the reference on every sum in [lowest, highest], or null.</summary>
    public static FastRequantization? Find(
        QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int low, int high, int lowest, int highest, int shift)
    {
        int right = -multiplier.Shift;
        bool fits = Math.Max(-(long)lowest, highest) < SumLimit && Math.Max(-(long)lowest, highest) << Math.Max(multiplier.Shift, 0) < 1L << 31;
        int scaleShift = 1 + shift - right - SumShift;
        if (!fits || scaleShift is > 0 or < -30 || multiplier.Multiplier == 0)
        {
            return null;
        }

        var reference = RequantizationSteps.Of(multiplier, rounding, zeroPoint, low, high, lowest, highest);
        // Half a step for the last rounding; the roundings in two steps add half a unit of their high product first.
        long highProductUnit = 1L << Math.Max(shift - right, 0);
        long centre = ((long)zeroPoint << shift) + (1L << (shift - 1)) + (rounding == Rounding.Single ? 0 : Math.Max(highProductUnit / 2, 1));
        int nearest = scaleShift == 0 ? multiplier.Multiplier : (int)((multiplier.Multiplier + (1L << (-scaleShift - 1))) >> -scaleShift);
        foreach (int candidate in (int[])[nearest, nearest + 1, nearest - 1, nearest + 2, nearest - 2])
        {
            for (int step = 0; step < 23; step++)
            {
                long addend = centre + ((step + 1) / 2 * (step % 2 == 1 ? 1 : -1));
                long addendNegative = addend - highProductUnit;
                if (candidate <= 0 || !FitsAddend(addend) || !FitsAddend(addendNegative))
                {
                    continue;
                }

                var oneSided = new FastRequantization(candidate, (int)addend, (int)addend);
                if (reference.AreThoseOf(oneSided, shift))
                {
                    return oneSided;
                }

                var other = new FastRequantization(candidate, (int)addend, (int)addendNegative);
                if (reference.ConcernNegativeSums && reference.AreThoseOf(other, shift))
                {
                    return other;
                }
            }
        }

        return null;
    }

    /// <summary>What the kernel computes for a sum.</summary>
    public int Apply(int sum, int shift, int low, int high)
    {
        long v = (long)sum << SumShift;
        long scaled = (v < 0 ? AddendNegative : Addend) + ((v * Multiplier) >> 32);
        return (int)Math.Clamp(Math.Clamp(scaled >> shift, sbyte.MinValue, sbyte.MaxValue), low, high);
    }

    // Leaves room for the high product, which is below 2^30, inside 32 bits.
    private static bool FitsAddend(long addend) => Math.Abs(addend) < 1L << 30;
}
