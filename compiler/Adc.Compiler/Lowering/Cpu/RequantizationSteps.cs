using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The sums at which a requantized and clamped output steps up, and what proves other arithmetic equal to it.</summary>
/// <remarks>
/// Both the reference and <see cref="FastRequantization"/> are step functions of the sum that never fall, the latter on negative and
/// on other sums apart. So they are equal on all sums in [lowest, highest] when they are equal at each step of the reference, just
/// below it, at the ends of the range, and at -1 and 0. There are at most 255 steps; bisection finds them.
/// </remarks>
internal sealed class RequantizationSteps
{
    private readonly int[] sums;
    private readonly int[] outputs;
    private readonly int low;
    private readonly int high;

    private RequantizationSteps(int[] sums, int[] outputs, int low, int high) => (this.sums, this.outputs, this.low, this.high) = (sums, outputs, low, high);

    /// <summary>True when some negative sum gives more than the lowest output.</summary>
    public bool ConcernNegativeSums => sums.Zip(outputs).Any(pair => pair.First < 0 && pair.Second > low);

    public static RequantizationSteps Of(
        QuantizedMultiplier multiplier, Rounding rounding, int zeroPoint, int low, int high, int lowest, int highest)
    {
        int Reference(int sum) => (int)Math.Clamp((long)multiplier.Apply(sum, rounding) + zeroPoint, low, high);
        SortedSet<int> sums = [lowest, highest];
        void Add(int sum)
        {
            if (sum >= lowest && sum <= highest)
            {
                sums.Add(sum);
            }
        }

        Add(-1);
        Add(0);
        for (int level = low + 1; level <= high; level++)
        {
            // The first sum whose output reaches the level; highest + 1 when none does.
            int from = lowest, to = highest + 1;
            while (from < to)
            {
                int middle = (int)(((long)from + to) >> 1);
                (from, to) = Reference(middle) >= level ? (from, middle) : (middle + 1, to);
            }

            Add(from - 1);
            Add(from);
        }

        return new([.. sums], [.. sums.Select(Reference)], low, high);
    }

    /// <summary>True when the constants give the reference's output for every sum of the range.</summary>
    public bool AreThoseOf(FastRequantization constants, int shift)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (constants.Apply(sums[i], shift, low, high) != outputs[i])
            {
                return false;
            }
        }

        return true;
    }
}
