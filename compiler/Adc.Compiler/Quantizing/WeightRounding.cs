namespace Adc.Compiler.Quantizing;

/// <summary>Rounds weights to integers.</summary>
internal static class WeightRounding
{
    private const double Greatest = 127;

    /// <summary>To the nearest integer, ties away from zero.</summary>
    /// <param name="steps">Weights in units of their scale.</param>
    public static sbyte[] ToNearest(double[] steps) =>
        [.. steps.Select(step => (sbyte)Math.Clamp(Math.Round(step, MidpointRounding.AwayFromZero), -Greatest, Greatest))];

    /// <summary>Rounds some weights of a channel the other way, so that for the mean input their errors add up to nothing.</summary>
    /// <remarks>
    /// A convolution repeats its error at every position: what does not cancel becomes an offset of a whole map, which pools and later
    /// layers do not average away. Weights nearest to the middle of two integers go first; each stays within one step of its real value.
    /// </remarks>
    /// <param name="integers">Rounded to nearest; changed in place.</param>
    /// <param name="channel">Positions of the channel's weights.</param>
    /// <param name="means">Mean of the input that meets a weight, by its position.</param>
    public static void Cancel(double[] steps, sbyte[] integers, IReadOnlyList<int> channel, Func<int, double> means)
    {
        double Left(int i) => steps[i] - integers[i];
        double sum = channel.Sum(i => Left(i) * means(i));
        int[] order = [.. channel.Where(i => Left(i) != 0 && means(i) != 0)
            .OrderBy(i => (1 - (2 * Math.Abs(Left(i)))) / Math.Abs(means(i))).ThenBy(i => i)];
        foreach (int i in order)
        {
            int step = Math.Sign(Left(i));
            double after = sum - (step * means(i));
            if (Math.Abs(after) < Math.Abs(sum) && Math.Abs(integers[i] + step) <= Greatest)
            {
                integers[i] = (sbyte)(integers[i] + step);
                sum = after;
            }
        }
    }
}
