using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

public sealed class ValueRangeTests
{
    [Theory]
    [InlineData(-1, 1, 2 / 255.0, -1)]
    [InlineData(0, 6, 6 / 255.0, -128)]
    [InlineData(-3, 0, 3 / 255.0, 127)]
    [InlineData(0, 0, 1 / 128.0, 0)]
    public void Int8_spans_the_range_and_holds_zero_exactly(double low, double high, double scale, int zeroPoint)
    {
        Quantization quantization = new ValueRange(low, high).ToInt8();
        Assert.Equal((float)scale, quantization.Scale);
        Assert.Equal(zeroPoint, quantization.ZeroPoint);
    }

    [Fact]
    public void A_range_is_widened_to_hold_zero()
    {
        Assert.Equal(new ValueRange(0, 5), Of([3, 5], RangeMethod.MinMax));
        Assert.Equal(new ValueRange(-5, 0), Of([-3, -5], RangeMethod.MinMax));
    }

    [Fact]
    public void A_percentile_leaves_outliers_out_and_minmax_does_not()
    {
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => i / 10_000f), 1000];
        Assert.Equal(1000, Of(values, RangeMethod.MinMax).High);
        Assert.InRange(Of(values, RangeMethod.Percentile).High, 0.9, 1.6);
    }

    [Fact]
    public void A_percentile_never_widens_what_was_seen() => Assert.Equal(0.3, Of([0.1f, 0.2f, 0.3f], RangeMethod.Percentile).High, 1e-3);

    [Fact]
    public void The_least_squared_error_cuts_a_rare_outlier_off_but_keeps_a_uniform_range()
    {
        float[] uniform = [.. Enumerable.Range(-100_000, 200_001).Select(i => i / 100_000f)];
        Assert.InRange(Of(uniform, RangeMethod.Mse).High, 0.97, 1);
        Assert.InRange(Of([.. uniform, 16], RangeMethod.Mse).High, 10, 14);
    }

    [Fact]
    public void A_floor_raises_the_scale() => Assert.Equal(0.5f, new ValueRange(-1, 1).ToInt8(leastScale: 0.5).Scale);

    private static ValueRange Of(float[] values, RangeMethod method)
    {
        var seen = new TensorObserver(GraphDraft.Float32(values.Length), keepsHistogram: true);
        Assert.Equal(-1, seen.Add(values));
        return ValueRange.Of(seen, new QuantizerOptions(method, Percentile: 99.9));
    }
}
