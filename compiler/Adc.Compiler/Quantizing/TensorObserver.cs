using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>What calibration has seen of one float tensor.</summary>
/// <param name="keepsHistogram">Whether single values are counted too.</param>
internal sealed class TensorObserver(TensorType type, bool keepsHistogram)
{
    private readonly double[] sums = new double[type.Shape.ElementCount];
    private int rows;

    public float Low { get; private set; } = float.PositiveInfinity;

    public float High { get; private set; } = float.NegativeInfinity;

    /// <summary>Extent of the last axis.</summary>
    public int Channels { get; } = type.Shape.Rank == 0 ? 1 : type.Shape.Extents[^1];

    public Histogram? Histogram { get; } = keepsHistogram ? new Histogram() : null;

    /// <summary>Adds the values of one row.</summary>
    /// <returns>The position of the first value that is no finite number, or −1.</returns>
    public int Add(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }

            Low = Math.Min(Low, values[i]);
            High = Math.Max(High, values[i]);
            sums[i] += values[i];
        }

        rows++;
        Histogram?.Add(values);
        return -1;
    }

    /// <summary>The mean of every <paramref name="count"/>th element: of each channel, or of each input of a dense layer.</summary>
    public double[] Means(int count)
    {
        var means = new double[count];
        for (int i = 0; i < sums.Length; i++)
        {
            means[i % count] += sums[i] / rows / (sums.Length / count);
        }

        return means;
    }
}
