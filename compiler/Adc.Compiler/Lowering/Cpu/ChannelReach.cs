using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The sums that an output channel of a convolution can reach, and what follows from them.</summary>
/// <param name="Constant">The channel's output, where all sums give the same.</param>
internal readonly record struct ChannelReach(QuantizedMultiplier Multiplier, long Lowest, long Highest, int? Constant)
{
    public bool IsConstant => Constant is not null;

    /// <summary>256-fold sums fit 32 bits.</summary>
    public bool Fits => -Lowest < FastRequantization.SumLimit && Highest < FastRequantization.SumLimit;

    public static ChannelReach Of(Conv2DNumbers numbers, int channel, Rounding rounding)
    {
        QuantizedMultiplier multiplier = numbers.Multipliers[numbers.Multipliers.Length > 1 ? channel : 0];
        (long lowest, long highest) = numbers.Reach(channel);
        int? constant = null;
        if (multiplier.Shift <= 0 && lowest >= int.MinValue && highest <= int.MaxValue)
        {
            // Requantization never falls, so equal ends mean one output.
            int first = Output((int)lowest), last = Output((int)highest);
            constant = first == last ? first : null;
        }

        return new(multiplier, lowest, highest, constant);

        int Output(int sum) => (int)Math.Clamp((long)multiplier.Apply(sum, rounding) + numbers.OutputZeroPoint, numbers.Low, numbers.High);
    }

    /// <summary>Constants that are exact for every sum: of a constant output, those that ignore it.</summary>
    public FastRequantization? Requantization(Conv2DNumbers numbers, Rounding rounding, int shift) => Constant is int value
        ? new FastRequantization(0, value << shift, value << shift)
        : FastRequantization.Find(Multiplier, rounding, numbers.OutputZeroPoint, numbers.Low, numbers.High, (int)Lowest, (int)Highest, shift);
}
