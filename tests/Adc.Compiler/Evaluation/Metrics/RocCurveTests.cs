using Adc.Compiler.Evaluation.Metrics;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation.Metrics;

public sealed class RocCurveTests
{
    [Theory]
    [Seeds(50)]
    public void The_area_is_the_chance_that_an_anomaly_has_the_higher_score(int seed)
    {
        (double[] scores, bool[] anomalies) = RandomClips.Draw(seed);
        double[] high = [.. scores.Where((_, i) => anomalies[i])], low = [.. scores.Where((_, i) => !anomalies[i])];
        RocCurve? curve = RocCurve.Of(scores, anomalies);

        if (high.Length == 0 || low.Length == 0)
        {
            Assert.Null(curve);
            return;
        }

        double wins = high.Sum(a => low.Sum(n => a > n ? 1 : a == n ? 0.5 : 0));
        Assert.Equal(wins / high.Length / low.Length, curve!.Auc, 12);
        Assert.Equal(curve.Auc, curve.PartialAuc(1), 12);
    }

    [Theory]
    [Seeds(50)]
    public void The_partial_area_is_that_of_fine_slices(int seed)
    {
        (double[] scores, bool[] anomalies) = RandomClips.Draw(seed);
        if (RocCurve.Of(scores, anomalies) is not RocCurve curve)
        {
            return;
        }

        const int Slices = 20_000;
        double limit = 0.05 + (0.9 * new Random(seed).NextDouble());
        double area = Enumerable.Range(0, Slices).Sum(slice => Height(curve, limit * (slice + 0.5) / Slices)) * limit / Slices;
        double chance = limit * limit / 2;

        Assert.Equal(0.5 * (1 + ((area - chance) / (limit - chance))), curve.PartialAuc(limit), 3);
    }

    [Fact]
    public void Perfection_is_one_and_ties_are_chance()
    {
        bool[] anomalies = [false, false, true, true];
        Assert.Equal((1, 1), (RocCurve.Of([1, 2, 3, 4], anomalies)!.Auc, RocCurve.Of([1, 2, 3, 4], anomalies)!.PartialAuc(0.1)));
        Assert.Equal((0.5, 0.5), (RocCurve.Of([7, 7, 7, 7], anomalies)!.Auc, RocCurve.Of([7, 7, 7, 7], anomalies)!.PartialAuc(0.1)));
        Assert.Equal(0, RocCurve.Of([4, 3, 2, 1], anomalies)!.Auc);
    }

    [Fact]
    public void One_kind_of_clips_has_no_area()
    {
        Assert.Null(RocCurve.Of([1, 2], [true, true]));
        Assert.Null(RocCurve.Of([1, 2], [false, false]));
        Assert.Null(RocCurve.Of([], []));
    }

    // Upright steps belong to the next slice.
    private static double Height(RocCurve curve, double rate)
    {
        int to = Enumerable.Range(1, curve.Points.Count - 1).First(i => curve.Points[i].FalsePositiveRate > rate);
        RocPoint left = curve.Points[to - 1], right = curve.Points[to];
        double share = (rate - left.FalsePositiveRate) / (right.FalsePositiveRate - left.FalsePositiveRate);
        return left.TruePositiveRate + (share * (right.TruePositiveRate - left.TruePositiveRate));
    }
}
