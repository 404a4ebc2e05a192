using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>
/// Requantization by the high word of one product, equal to the references' by arithmetic alone:
/// ((high word of (sum &lt;&lt; Left) * multiplier, rounded or not) >> shift, plus 1) >> 1.
/// </summary>
/// <param name="Mode">How the high word is rounded: an enumerator of adc_requantize_high.h.</param>
/// <param name="Left">Of all channels.</param>
/// <param name="Multipliers">One, or one per channel.</param>
/// <param name="Shifts">As many.</param>
internal sealed record HighWordRequantization(string Mode, int Left, int[] Multipliers, int[] Shifts)
{
    /// <summary>The constants for sums of up to a magnitude, or null when some sum or factor is out of reach.</summary>
    public static HighWordRequantization? Find(QuantizedMultiplier[] multipliers, Rounding rounding, long largestSum)
    {
        int[] exponents = [.. multipliers.Select(multiplier => multiplier.Multiplier == 0 ? -2 : multiplier.Shift)];

        // Two roundings: the first makes a high word of twice the sum, and there must be a second.
        if (rounding != Rounding.Single && exponents.All(exponent => exponent < 0))
        {
            return Fitting(new(
                rounding == Rounding.Tflm ? "ADC_HIGH_TIES_AWAY" : "ADC_HIGH_TIES_UP", 1,
                [.. multipliers.Select(multiplier => multiplier.Multiplier)], [.. exponents.Select(exponent => -exponent - 1)]), largestSum);
        }

        // One rounding; also where the second of two has nothing left to round.
        if (rounding == Rounding.Single || multipliers.All(multiplier => multiplier.Multiplier == 0 || multiplier.Shift >= 0))
        {
            int left = Math.Max(0, exponents.Max() + 2);
            return Fitting(new(
                "ADC_HIGH_ONCE", left,
                [.. multipliers.Select(multiplier => multiplier.Multiplier)], [.. exponents.Select(exponent => Math.Min(left - exponent - 2, 31))]), largestSum);
        }

        return null;
    }

    /// <summary>What the kernel computes for a sum.</summary>
    public int Apply(int sum, int channel)
    {
        long product = (long)(sum << Left) * Multipliers[Multipliers.Length > 1 ? channel : 0];
        long high = (product + (Mode == "ADC_HIGH_ONCE" ? 0 : 1L << 31)) >> 32;
        high -= Mode == "ADC_HIGH_TIES_AWAY" && high < 0 ? 1 : 0;
        return (int)(((high >> Shifts[Shifts.Length > 1 ? channel : 0]) + 1) >> 1);
    }

    private static HighWordRequantization? Fitting(HighWordRequantization found, long largestSum) =>
        found.Left < 31 && largestSum < 1L << (31 - found.Left) ? found : null;
}
