using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation.Metrics;

public sealed class ThresholdSearchTests
{
    [Theory]
    [Seeds(60)]
    public void No_other_threshold_is_better(int seed)
    {
        (double[] scores, bool[] anomalies) = RandomClips.Draw(seed);
        DetectionCounts[] possible = [.. scores.Append(scores.Min() - 1).Select(score => DetectionCounts.At(score, scores, anomalies))];
        bool hasBoth = anomalies.Contains(true) && anomalies.Contains(false);

        float? accuracy = Find(ThresholdRule.BestAccuracy), f1 = Find(ThresholdRule.BestF1), rate = Find(ThresholdRule.FalsePositiveRate, 0.2);

        Assert.Equal(hasBoth, accuracy is not null);
        Assert.Equal(hasBoth, f1 is not null);
        Assert.Equal(anomalies.Contains(false), rate is not null);
        if (hasBoth)
        {
            Assert.Equal(possible.Max(counts => counts.Accuracy), DetectionCounts.At(accuracy!.Value, scores, anomalies).Accuracy);
            Assert.Equal(possible.Max(counts => counts.F1), DetectionCounts.At(f1!.Value, scores, anomalies).F1);
        }

        if (rate is float limit)
        {
            DetectionCounts counts = DetectionCounts.At(limit, scores, anomalies);
            Assert.True(counts.FalsePositiveRate <= 0.2);
            Assert.Equal(
                possible.Where(other => other.FalsePositiveRate <= 0.2).Max(other => other.TruePositives + other.FalsePositives), counts.TruePositives + counts.FalsePositives);
        }

        float? Find(ThresholdRule rule, double value = 0) => ThresholdSearch.Find(new ScoreThreshold(rule, value), scores, anomalies);
    }

    [Fact]
    public void Lies_halfway_between_the_clips_that_it_separates() =>
        Assert.Equal(2.5f, ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.BestAccuracy), [1, 2, 3, 4], [false, false, true, true]));

    [Fact]
    public void Separates_scores_that_single_precision_cannot_tell_apart()
    {
        double low = 1 + 1e-9, high = 1 + 2e-9;
        float? threshold = ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.BestAccuracy), [low, high, 3], [false, true, true]);
        Assert.InRange(DetectionCounts.At(threshold!.Value, [low, high, 3], [false, true, true]).Accuracy!.Value, 0.6, 1);
    }

    [Fact]
    public void Takes_percentiles_of_the_normal_clips_as_NumPy_does()
    {
        double[] scores = [3, 100, 1, 2, 4, 5];
        bool[] anomalies = [false, true, false, false, false, false];
        Assert.Equal(4.8f, ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.NormalPercentile, 95), scores, anomalies));
        Assert.Equal(5f, ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.NormalPercentile, 100), scores, anomalies));
    }

    [Fact]
    public void Takes_the_given_one_with_and_without_labels()
    {
        Assert.Equal(7.5f, ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.Fixed, 7.5), [1], null));
        Assert.Null(ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.BestAccuracy), [1], null));
        Assert.Null(ThresholdSearch.Find(new ScoreThreshold(ThresholdRule.None), [1, 2], [true, false]));
    }
}
