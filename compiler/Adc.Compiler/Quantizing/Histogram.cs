namespace Adc.Compiler.Quantizing;

/// <summary>Counts values in bins of one width, a power of two that grows until all values fit.</summary>
/// <remarks>The width follows from the greatest magnitude alone, so that the order of the values does not matter. Zeros are counted apart.</remarks>
internal sealed class Histogram
{
    private const int BinsEachSide = 2048, LeastExponent = -149;

    private long[] counts = new long[2 * BinsEachSide];
    private int exponent = LeastExponent;
    private double binsPerUnit = Math.ScaleB(1, -LeastExponent);

    /// <summary>How many values were zero.</summary>
    public long Zeros { get; private set; }

    public long Count { get; private set; }

    private double Width => Math.ScaleB(1, exponent);

    /// <summary>Centre and count of each bin that holds values, from the least to the greatest; zeros are not among them.</summary>
    public IEnumerable<(double Centre, long Count)> Bins => counts
        .Select((count, bin) => (Centre: (bin - BinsEachSide + 0.5) * Width, Count: count)).Where(bin => bin.Count > 0);

    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Count++;
            if (value == 0)
            {
                Zeros++;
                continue;
            }

            double bin = Math.Floor(value * binsPerUnit);
            if (bin is < -BinsEachSide or >= BinsEachSide)
            {
                Widen(value);
                bin = Math.Floor(value * binsPerUnit);
            }

            counts[(int)bin + BinsEachSide]++;
        }
    }

    /// <summary>The value that a share of all values, zeros included, does not exceed; interpolated within its bin.</summary>
    public double Quantile(double share)
    {
        double wanted = share * Count, seen = 0;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            long zeros = bin == BinsEachSide ? Zeros : 0;
            if (zeros > 0 && seen + zeros >= wanted)
            {
                return 0;
            }

            seen += zeros;
            if (counts[bin] > 0 && seen + counts[bin] >= wanted)
            {
                return (bin - BinsEachSide + ((wanted - seen) / counts[bin])) * Width;
            }

            seen += counts[bin];
        }

        return counts.Length == 0 ? 0 : BinsEachSide * Width;
    }

    private void Widen(float value)
    {
        int wider = exponent;
        while (Math.Floor(Math.ScaleB(value, -wider)) is < -BinsEachSide or >= BinsEachSide)
        {
            wider++;
        }

        var merged = new long[counts.Length];
        for (int bin = 0; bin < counts.Length; bin++)
        {
            merged[((bin - BinsEachSide) >> Math.Min(wider - exponent, 31)) + BinsEachSide] += counts[bin];
        }

        counts = merged;
        exponent = wider;
        binsPerUnit = Math.ScaleB(1, -wider);
    }
}
