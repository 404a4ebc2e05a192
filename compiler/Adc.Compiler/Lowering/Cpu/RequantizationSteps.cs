using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The sums at which a requantized and clamped output steps up, and what proves other arithmetic equal to it.</summary>
/// <remarks>
/// Both the reference and <see cref="FastRequantization"/> are step functions of the sum that never fall, the latter on negative and
/// on other sums apart. So they are equal on all sums in [lowest, highest] when they are equal at each step of the reference, just
/// below it, at the ends of the range, and at -1 and 0. There are at most 255 steps; bisection finds them. One-sided constants never
/// fall at all, so that the same sums prove them where all sums are moved by a centre.
/// </remarks>
internal sealed class RequantizationSteps
{
    private readonly int[] sums;
    private readonly int[] outputs;
    private readonly int low;
    private readonly int high;

    private RequantizationSteps(int[] sums, int[] outputs, int low, int high) => (this.sums, this.outputs, this.low, this.high) = (sums, outputs, low, high);

    /// <summary>The output, if no sum of the range changes it.</summary>
    public int? OnlyOutput => outputs[0] == outputs[^1] ? outputs[0] : null;

    /// <summary>Half way between the first step and the last.</summary>
    public int Middle
    {
        get
        {
            int first = sums[Array.FindIndex(outputs, output => output != outputs[0])];
            int last = sums[Array.FindIndex(outputs, output => output == outputs[^1])];
            return (int)(((long)first + last) / 2);
        }
    }

    public static RequantizationSteps Of(
        QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int low, int high, int lowest, int highest)
    {
        int Reference(int sum) => (int)Math.Clamp((long)multiplier.Apply(sum, rounding) + zeroPoint, low, high);
        List<int> sums = [lowest, highest];
        if (lowest <= 0 && highest >= 0)
        {
            sums.AddRange(lowest < 0 ? [-1, 0] : [0]);
        }

        double real = Math.ScaleB(multiplier.Multiplier, multiplier.Shift - 31);
        int step = lowest;
        for (int level = Reference(lowest) + 1, top = Reference(highest); level <= top; level++)
        {
            var guess = (int)Math.Clamp((level - zeroPoint - 0.5) / real, step, highest);
            step = FirstReaching(sum => Reference(sum) >= level, step, highest, guess);
            sums.AddRange([step - 1, step]);
        }

        int[] points = [.. sums.Distinct().Order()];
        return new(points, Array.ConvertAll(points, Reference), low, high);
    }

    /// <summary>True when the constants give the reference's output for every sum of the range.</summary>
    public bool AreThoseOf(FastRequantization constants, int shift, int sumShift = FastRequantization.SumShift, int centre = 0)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (constants.Apply(sums[i] - centre, shift, low, high, sumShift) != outputs[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when every sum, less the centre and shifted as the kernel holds it, fits 32 bits.</summary>
    public bool Fit(int sumShift, int centre) =>
        Math.Max(centre - (long)sums[0], (long)sums[^1] - centre) << sumShift < 1L << 31;

    /// <summary>All addends with which the multiplier gives the reference's output for every sum of the range on one side of the centre.</summary>
    public AddendRange Addends(int multiplier, int shift, int sumShift, int centre, bool areNegative)
    {
        AddendRange range = AddendRange.All;
        for (int i = 0; i < sums.Length && range.Least <= range.Most; i++)
        {
            long v = ((long)sums[i] - centre) << sumShift;
            if (v < 0 != areNegative)
            {
                continue;
            }

            long product = (v * multiplier) >> 32;
            long least = outputs[i] == low ? range.Least : ((long)outputs[i] << shift) - product;
            long most = outputs[i] == high ? range.Most : ((outputs[i] + 1L) << shift) - 1 - product;
            range = range.And(new(least, most));
        }

        return range;
    }

    // Outward from the guess, which is seldom off by more than one, and then by bisection. Some sum in [from, last] reaches.
    private static int FirstReaching(Func<int, bool> reaches, int from, int last, int guess)
    {
        int to = last;
        if (reaches(guess))
        {
            to = guess;
            for (long width = 1; guess - width >= from; width *= 4)
            {
                if (!reaches((int)(guess - width)))
                {
                    from = (int)(guess - width) + 1;
                    break;
                }

                to = (int)(guess - width);
            }
        }
        else
        {
            from = guess + 1;
            for (long width = 1; guess + width <= to; width *= 4)
            {
                if (reaches((int)(guess + width)))
                {
                    to = (int)(guess + width);
                    break;
                }

                from = (int)(guess + width) + 1;
            }
        }

        while (from < to)
        {
            int middle = (int)(((long)from + to) >> 1);
            (from, to) = reaches(middle) ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}
