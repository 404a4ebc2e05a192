using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;

namespace Adc.Tests.Evaluation.Metrics;

public sealed class DifferenceMeterTests
{
    [Fact]
    public void Counts_steps_and_finds_the_worst_rows()
    {
        var meter = new DifferenceMeter(3);
        meter.Measure(1, [10, 20], [11, 20], 0);
        meter.Measure(0, [3, 4], [3, 4], 0);
        meter.Measure(2, [100, 0], [80, 0.25], 0);
        OutputDifference difference = meter.Result(ReferenceColumn.Int8, ReferenceColumn.Mvp, [7, 8, 9]);

        Assert.Equal((20, 21.25 / 6), (difference.MaxAbsLsb, difference.MeanAbsLsb));
        Assert.Equal((4 / 6.0, 5 / 6.0), (difference.ExactRatio, difference.WithinOneRatio));
        Assert.Equal((4, 1, 1), (difference.AtDistance(0), difference.AtDistance(1), difference.AtDistance(16)));
        Assert.Equal(1, difference.Histogram[0]);
        Assert.Equal([new WorstRow(9, 20, 10.125), new WorstRow(8, 1, 0.5)], difference.Worst);
        Assert.Equal(10 * Math.Log10((25 + 500 + 10_000) / (1 + 400 + 0.0625)), difference.SignalToNoiseInDb!.Value, 9);
        Assert.Equal((25 + 510 + 8000) / Math.Sqrt(10_525.0 * (25 + 521 + 6400.0625)), difference.Cosine!.Value, 9);
    }

    [Fact]
    public void Equal_outputs_have_no_noise_and_zeros_no_angle()
    {
        var meter = new DifferenceMeter(1);
        meter.Measure(0, [5, 5], [5, 5], zeroPoint: 5);
        OutputDifference difference = meter.Result(ReferenceColumn.Int8, ReferenceColumn.Mvp, [0]);
        Assert.Equal((1, null, null), (difference.ExactRatio, difference.SignalToNoiseInDb, difference.Cosine));
        Assert.Empty(difference.Worst);
    }
}
