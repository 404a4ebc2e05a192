using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>
/// Requantization in a few instructions: with v = sum * 2^k, the output is
/// saturate8((Addend + (v * Multiplier >> 32)) >> Shift), and a negative v takes <see cref="AddendNegative"/>.
/// </summary>
/// <remarks>
/// k, the sum shift, is how much larger than the sum the kernel's register holds it. <see cref="Find"/> and <see cref="FindRecentred"/>
/// give only constants that <see cref="RequantizationSteps"/> proves exact. An output that no sum changes has a Multiplier of 0: then
/// it does not matter what v is.
/// </remarks>
internal readonly record struct FastRequantization(int Multiplier, int Addend, int AddendNegative)
{
    /// <summary>The sum is held 256-fold, as the packed weights deliver it.</summary>
    public const int SumShift = 8;

    /// <summary>Sums must stay below 2^23 so that 256-fold they fit a register.</summary>
    public const int SumLimit = 1 << (31 - SumShift);

    private const int MostShift = 22;

    /// <summary>Centres that are tried one after the other until the fraction of the addend fits all steps.</summary>
    private const int Centres = 400;

    public bool IsOneSided => Addend == AddendNegative;

    /// <summary>The shift that keeps all bits of a multiplier with the given exponent, where that is possible.</summary>
    public static int PreferredShift(QuantizedMultiplier multiplier, int sumShift = SumShift) =>
        Math.Clamp(sumShift - 1 - multiplier.Shift, 1, MostShift);

    /// <summary>Constants proven equal to the reference on every sum in [lowest, highest], or null.</summary>
    public static FastRequantization? Find(
        QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int low, int high, int lowest, int highest, int shift,
        int sumShift = SumShift)
    {
        if (!FitsReference(multiplier, lowest, highest))
        {
            return null;
        }

        var steps = RequantizationSteps.Of(multiplier, rounding, zeroPoint, low, high, lowest, highest);
        return Constant(steps, shift) ?? Search(steps, multiplier, rounding, zeroPoint, shift, sumShift);
    }

    /// <summary>As <see cref="Find"/>, or else constants for sums that are a little smaller or larger than those of the layer.</summary>
    public static RecentredRequantization? FindRecentred(
        QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int low, int high, int lowest, int highest, int shift,
        int sumShift = SumShift)
    {
        if (!FitsReference(multiplier, lowest, highest))
        {
            return null;
        }

        var steps = RequantizationSteps.Of(multiplier, rounding, zeroPoint, low, high, lowest, highest);
        return (Constant(steps, shift) ?? Search(steps, multiplier, rounding, zeroPoint, shift, sumShift)) is FastRequantization plain
            ? new(plain, 0)
            : Recentre(steps, multiplier, rounding, zeroPoint, shift, sumShift);
    }

    /// <summary>What the kernel computes for a sum.</summary>
    public int Apply(int sum, int shift, int low, int high, int sumShift = SumShift)
    {
        long v = (long)sum << sumShift;
        long scaled = (v < 0 ? AddendNegative : Addend) + ((v * Multiplier) >> 32);
        return (int)Math.Clamp(Math.Clamp(scaled >> shift, sbyte.MinValue, sbyte.MaxValue), low, high);
    }

    // The reference shifts a sum left by a positive shift before it multiplies.
    private static bool FitsReference(QuantizedMultiplier multiplier, int lowest, int highest) =>
        Math.Max(-(long)lowest, highest) << Math.Max(multiplier.Shift, 0) < 1L << 31;

    private static FastRequantization? Constant(RequantizationSteps steps, int shift) =>
        steps.OnlyOutput is int output ? new(0, output << shift, output << shift) : null;

    private static FastRequantization? Search(
        RequantizationSteps steps, QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int shift, int sumShift)
    {
        if (!steps.Fit(sumShift, 0))
        {
            return null;
        }

        // Half a step for the last rounding; the roundings in two steps add half a unit of their high product first.
        long highProductUnit = 1L << Math.Max(shift + multiplier.Shift, 0);
        long wanted = ((long)zeroPoint << shift) + (1L << (shift - 1)) + (rounding == Rounding.Single ? 0 : Math.Max(highProductUnit / 2, 1));
        foreach (int candidate in Multipliers(multiplier, shift, sumShift))
        {
            AddendRange others = steps.Addends(candidate, shift, sumShift, 0, areNegative: false);
            AddendRange negative = steps.Addends(candidate, shift, sumShift, 0, areNegative: true);
            if (others.And(negative).Nearest(wanted) is int both)
            {
                return new(candidate, both, both);
            }

            if (others.Nearest(wanted) is int addend && negative.Nearest(wanted - highProductUnit) is int addendNegative)
            {
                return new(candidate, addend, addendNegative);
            }
        }

        return null;
    }

    private static RecentredRequantization? Recentre(
        RequantizationSteps steps, QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int shift, int sumShift)
    {
        for (int i = 0; i < Centres; i++)
        {
            // The farther the sums are from the centre, the more the bits count that the multiplier lost.
            int centre = steps.Middle + ((i + 1) / 2 * (i % 2 == 1 ? 1 : -1));
            if (!steps.Fit(sumShift, centre))
            {
                continue;
            }

            long wanted = AddendAt(centre, multiplier, rounding, zeroPoint, shift);
            foreach (int candidate in Multipliers(multiplier, shift, sumShift))
            {
                AddendRange others = steps.Addends(candidate, shift, sumShift, centre, areNegative: false);
                if (others.And(steps.Addends(candidate, shift, sumShift, centre, areNegative: true)).Nearest(wanted) is int both)
                {
                    return new(new(candidate, both, both), centre);
                }
            }
        }

        return null;
    }

    // (centre * real multiplier + zero point + half a step) * 2^shift
    private static long AddendAt(int centre, QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int shift)
    {
        double high = ((double)centre * multiplier.Multiplier) + (rounding == Rounding.Single ? 0 : 1L << 30);
        return (long)Math.Floor(Math.ScaleB(high, shift + multiplier.Shift - 31)) + ((long)zeroPoint << shift) + (1L << (shift - 1));
    }

    /// <summary>The multiplier at the wanted scale and its neighbours; none when it would leave 31 bits or lose all of them.</summary>
    private static IEnumerable<int> Multipliers(QuantizedMultiplier multiplier, int shift, int sumShift)
    {
        int scaleShift = 1 + shift + multiplier.Shift - sumShift;
        if (scaleShift is > 0 or < -30)
        {
            return [];
        }

        long nearest = scaleShift == 0 ? multiplier.Multiplier : (multiplier.Multiplier + (1L << (-scaleShift - 1))) >> -scaleShift;
        return new[] { nearest, nearest + 1, nearest - 1, nearest + 2, nearest - 2 }.Where(one => one is > 0 and <= int.MaxValue).Select(one => (int)one);
    }
}
