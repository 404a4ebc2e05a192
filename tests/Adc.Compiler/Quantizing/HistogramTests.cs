using Adc.Compiler.Quantizing;

namespace Adc.Tests.Quantizing;

public sealed class HistogramTests
{
    [Fact]
    public void Counts_every_value_once_whatever_the_order()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 5000).Select(_ => (float)Math.Pow(10, (random.NextDouble() * 8) - 4) * (random.Next(2) == 0 ? -1 : 1)), 0, 0];
        Histogram upwards = new(), downwards = new();
        upwards.Add(values);
        Array.Reverse(values);
        downwards.Add(values);

        Assert.Equal((5002, 2), (upwards.Count, upwards.Zeros));
        Assert.Equal(5000, upwards.Bins.Sum(bin => bin.Count));
        Assert.Equal(upwards.Bins, downwards.Bins);
    }

    [Fact]
    public void Quantiles_are_those_of_the_values()
    {
        var histogram = new Histogram();
        histogram.Add([.. Enumerable.Range(-1000, 2001).Select(i => i / 10f)]);
        Assert.Equal(-90, histogram.Quantile(0.05), 0.2);
        Assert.Equal(0, histogram.Quantile(0.5), 0.2);
        Assert.Equal(95, histogram.Quantile(0.975), 0.2);
    }

    [Fact]
    public void A_quantile_among_zeros_is_zero()
    {
        var histogram = new Histogram();
        histogram.Add([0, 0, 0, 0, 5]);
        Assert.Equal(0, histogram.Quantile(0.7));
    }
}
