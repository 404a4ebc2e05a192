using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Tests.Evaluation.Metrics;

/// <summary>Figures that can be checked by hand.</summary>
public sealed class MetricsTests
{
    [Theory]
    [InlineData(AnomalyScore.MeanSquaredError, 12.5)]
    [InlineData(AnomalyScore.RootMeanSquaredError, 3.5355339059327378)]
    [InlineData(AnomalyScore.MeanAbsoluteError, 3.5)]
    public void Scores_of_windows(AnomalyScore score, double expected) => Assert.Equal(expected, WindowScores.Of(score, [1, 2], [4, -2]), 12);

    [Theory]
    [InlineData(ScoreReduction.Mean, 3)]
    [InlineData(ScoreReduction.Max, 5)]
    [InlineData(ScoreReduction.P95, 4.8)]
    public void Scores_of_clips(ScoreReduction reduction, double expected) => Assert.Equal(expected, ClipScores.Reduce(reduction, [5, 1, 2, 3, 4]), 12);

    [Fact]
    public void A_group_of_one_kind_is_undefined_and_left_out_of_the_average()
    {
        var clips = new AnomalyClips([0, 1, 2, 3], [false, true, true, true], ["a", "a", "b", "b"]);
        AnomalyMetrics metrics = AnomalyMetrics.Of([1, 2, 3, 0], clips, new ScoreThreshold(ThresholdRule.Fixed, 1.5), 0.1);

        Assert.Equal([new GroupAuc("a", 2, 1, 1, 1), new GroupAuc("b", 2, 2, null, null)], metrics.Groups);
        Assert.Equal((1, 2 / 3.0), (metrics.AverageAuc, metrics.Auc!.Value));
        Assert.Equal(new DetectionCounts(2, 0, 1, 1), metrics.Counts);
    }

    [Fact]
    public void A_classifier_takes_the_first_of_the_largest()
    {
        int[] labels = [0, 1, 2, 2];
        var ranks = new ClassRanks(labels);
        ranks.Measure(0, [], [0.5f, 0.5f, 0]);
        ranks.Measure(1, [], [0.5f, 0.5f, 0]);
        ranks.Measure(2, [], [0.5f, 0.4f, 0.1f]);
        ranks.Measure(3, [], [0, 0, 1]);
        ClassificationMetrics metrics = ClassificationMetrics.Of(labels, ranks, 3);

        Assert.Equal([[1, 0, 0], [1, 0, 0], [1, 0, 1]], metrics.Confusion);
        Assert.Equal((2, 0.5, 3, 2), (metrics.Correct, metrics.Accuracy, metrics.TopK, metrics.K));
        Assert.Equal((1 / 3.0, 1, 0.5), (metrics.Precision(0), metrics.Recall(0), metrics.F1(0)));
        Assert.Equal((null, 0, 0), (metrics.Precision(1), metrics.Recall(1), metrics.F1(1)));
    }

    [Fact]
    public void One_output_decides_between_two_classes()
    {
        var ranks = new ClassRanks([1, 0, 1]);
        ranks.Measure(0, [], [0.9f]);
        ranks.Measure(1, [], [0.5f]);
        ranks.Measure(2, [], [0.1f]);
        Assert.Equal([1, 0, 0], ranks.Predicted);
        Assert.Equal([0, 0, 1], ranks.Ranks);
    }

    [Fact]
    public void Regression_explains_variance_unless_there_is_none()
    {
        var errors = new RegressionErrors([1, 2, 3], 1);
        errors.Measure(0, [], [1]);
        errors.Measure(1, [], [2]);
        errors.Measure(2, [], [4]);
        RegressionMetrics metrics = errors.Metrics();
        Assert.Equal((1 / 3.0, Math.Sqrt(1 / 3.0), 0.5), (metrics.MeanAbsoluteError, metrics.RootMeanSquaredError, metrics.R2));

        Assert.Null(new RegressionErrors([2, 2], 1).Metrics().R2);
    }
}
