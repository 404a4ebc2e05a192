using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Tests.Evaluation.Metrics;

namespace Adc.Tests.Oracle;

/// <summary>Our figures are those of scikit-learn, ties, single kinds and tiny sets included; what it calls undefined we do too.</summary>
public sealed class MetricsAgainstScikitLearnTests
{
    private const int Cases = 300;

    [ScikitLearnFact]
    public void Of_detectors()
    {
        List<object> cases = [];
        List<double?[]> ours = [];
        for (int seed = 0; seed < Cases; seed++)
        {
            (double[] scores, bool[] anomalies) = RandomClips.Draw(seed);
            double threshold = scores[seed % scores.Length], limit = 0.05 + (0.9 * (seed % 20) / 20);
            var clips = new AnomalyClips(Enumerable.Range(0, scores.Length).ToSequence(), anomalies.ToSequence(), null);
            AnomalyMetrics metrics = AnomalyMetrics.Of(scores.ToSequence(), clips, new ScoreThreshold(ThresholdRule.Fixed, threshold), limit);
            DetectionCounts counts = metrics.Counts!;
            cases.Add(new { kind = "detector", scores, anomaly = anomalies.Select(anomaly => anomaly ? 1 : 0), threshold = (double)metrics.Threshold!.Value, max_fpr = limit });
            ours.Add([metrics.Auc, metrics.PartialAuc, counts.Accuracy, counts.Precision, counts.Recall, counts.F1]);
        }

        Agree(cases, ours);
    }

    [ScikitLearnFact]
    public void Of_classifiers()
    {
        List<object> cases = [];
        List<double?[]> ours = [];
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            int classes = random.Next(2, 6), rows = random.Next(1, 30);
            int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
            var ranks = new ClassRanks(labels);
            for (int row = 0; row < rows; row++)
            {
                ranks.Measure(row, [], [.. Enumerable.Range(0, classes).Select(label => random.Next(4) + (label == labels[row] ? 1f : 0))]);
            }

            ClassificationMetrics metrics = ClassificationMetrics.Of(labels, ranks, classes);
            cases.Add(new { kind = "classifier", labels, predicted = ranks.Predicted, classes });
            ours.Add(
            [
                metrics.Accuracy, .. metrics.Confusion.SelectMany(row => row).Select(count => (double?)count),
                .. Enumerable.Range(0, classes).SelectMany(label => new[] { metrics.Precision(label), metrics.Recall(label), metrics.F1(label) }),
            ]);
        }

        Agree(cases, ours);
    }

    [ScikitLearnFact]
    public void Of_regressions()
    {
        List<object> cases = [];
        List<double?[]> ours = [];
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            bool varies = random.Next(5) > 0;
            float[] expected = [.. Enumerable.Range(0, random.Next(2, 20)).Select(_ => varies ? random.NextSingle() : 0.5f)];
            float[] outputs = [.. expected.Select(value => value + ((random.NextSingle() - 0.5f) / 3))];
            var errors = new RegressionErrors(expected, 1);
            for (int row = 0; row < expected.Length; row++)
            {
                errors.Measure(row, [], [outputs[row]]);
            }

            RegressionMetrics metrics = errors.Metrics();
            cases.Add(new { kind = "regression", expected = expected.Select(value => (double)value), outputs = outputs.Select(value => (double)value) });
            ours.Add([metrics.MeanAbsoluteError, metrics.RootMeanSquaredError, metrics.R2]);
        }

        Agree(cases, ours);
    }

    private static void Agree(List<object> cases, List<double?[]> ours)
    {
        double?[][] answers = ScikitLearn.Answers(cases);
        Assert.Equal(cases.Count, answers.Length);
        for (int index = 0; index < answers.Length; index++)
        {
            double?[] wanted = answers[index];
            Assert.True(
                wanted.Length == ours[index].Length && wanted.Zip(ours[index]).All(pair => pair.First.HasValue == pair.Second.HasValue && Math.Abs((pair.First ?? 0) - (pair.Second ?? 0)) < 1e-9),
                $"case {index}: scikit-learn has {string.Join(", ", wanted)}, we have {string.Join(", ", ours[index])}");
        }
    }
}
