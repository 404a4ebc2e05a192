namespace Adc.Compiler.Quantizing;

/// <summary>Adds up the power of a signal and of what differs from it.</summary>
internal sealed class SignalToNoise
{
    private double signal, noise;

    /// <summary>10 log10 of signal over noise power; infinite without noise.</summary>
    public double InDb => noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);

    public void Add(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        for (int i = 0; i < wanted.Length; i++)
        {
            double difference = (double)wanted[i] - found[i];
            signal += (double)wanted[i] * wanted[i];
            noise += difference * difference;
        }
    }
}
