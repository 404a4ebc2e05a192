namespace Adc.Compiler.Evaluation.Features;

/// <summary>Brings sound to another sampling rate by a windowed sinc.</summary>
/// <remarks>
/// Each output sample is a sum of input samples weighted by a sinc with a Kaiser window (beta 8.6, 32 zero crossings on either side),
/// whose cut-off is 0.95 of half the lower of both rates: about 80 dB of rejection.
/// </remarks>
internal static class Resampler
{
    private const int ZeroCrossings = 32;
    private const double Beta = 8.6, RollOff = 0.95;

    public static double[] Resample(double[] samples, int from, int to)
    {
        if (from == to)
        {
            return samples;
        }

        double cutOff = RollOff * Math.Min(1, (double)to / from), reach = ZeroCrossings / cutOff;
        double[] result = new double[((long)samples.Length * to) / from];
        for (int i = 0; i < result.Length; i++)
        {
            double centre = (double)i * from / to;
            int first = Math.Max(0, (int)Math.Ceiling(centre - reach)), last = Math.Min(samples.Length - 1, (int)Math.Floor(centre + reach));
            double sum = 0;
            for (int j = first; j <= last; j++)
            {
                sum += samples[j] * Kernel(j - centre, cutOff, reach);
            }

            result[i] = sum;
        }

        return result;
    }

    private static double Kernel(double distance, double cutOff, double reach)
    {
        double x = Math.PI * distance * cutOff, inside = distance / reach;
        double sinc = Math.Abs(x) < 1e-12 ? 1 : Math.Sin(x) / x;
        return cutOff * sinc * Bessel(Beta * Math.Sqrt(Math.Max(0, 1 - (inside * inside)))) / Bessel(Beta);
    }

    /// <summary>The modified Bessel function of the first kind and order zero, by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
