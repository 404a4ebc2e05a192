using System.Globalization;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Reports.Svg;

namespace Adc.Compiler.Reports.Html;

/// <summary>What the test data says: a table of figures, ROC curves, histograms, confusion.</summary>
internal static class TestViews
{
    private const int MostConfusedClasses = 40;

    public static TestView Of(TestResult test) => new(
        Markup.Text(MetricsTable.Subject(test)), [.. test.Columns.Select(column => Markup.Text(column.Name))], Figures(test),
        [.. test.Differences.Select(difference => Markup.Text($"{Name(difference.Actual)} against {Name(difference.Expected)}"))], Differences(test),
        Pictures(test), Confusion(test));

    private static List<RowView> Figures(TestResult test)
    {
        List<RowView> rows = [];
        void Add<T>(string label, Func<T, string?> figure)
            where T : ColumnMetrics
        {
            string?[] cells = [.. test.Columns.Select(column => column.Metrics is T metrics ? figure(metrics) : null)];
            if (cells.Any(cell => cell is not null))
            {
                rows.Add(new RowView(Markup.Text(label), [.. cells.Select(cell => Markup.Text(cell ?? ""))]));
            }
        }

        Add<AnomalyMetrics>("AUC", metrics => Share(metrics.Auc));
        Add<AnomalyMetrics>(string.Create(CultureInfo.InvariantCulture, $"partial AUC, false positive rate up to {test.MaxFalsePositiveRate}"), metrics => Share(metrics.PartialAuc));
        int groups = test.Columns.Max(column => (column.Metrics as AnomalyMetrics)?.Groups.Count) ?? 0;
        if (groups > 0)
        {
            Add<AnomalyMetrics>($"AUC, average of {groups} groups", metrics => Share(metrics.AverageAuc));
            Add<AnomalyMetrics>("partial AUC, average", metrics => Share(metrics.AveragePartialAuc));
            foreach (int index in Enumerable.Range(0, groups))
            {
                string name = test.Columns.Select(column => column.Metrics).OfType<AnomalyMetrics>().First().Groups[index].Name;
                Add<AnomalyMetrics>($"{name}: AUC", metrics => Share(metrics.Groups[index].Auc));
            }
        }

        Add<AnomalyMetrics>("threshold", metrics => metrics.Threshold is float threshold ? Readable.Digits(threshold) : null);
        Add<AnomalyMetrics>("accuracy at the threshold", metrics => Share(metrics.Counts?.Accuracy));
        Add<AnomalyMetrics>("precision", metrics => Share(metrics.Counts?.Precision));
        Add<AnomalyMetrics>("recall", metrics => Share(metrics.Counts?.Recall));
        Add<AnomalyMetrics>("F1", metrics => Share(metrics.Counts?.F1));
        Add<ClassificationMetrics>("accuracy", metrics => Share(metrics.Accuracy));
        Add<ClassificationMetrics>("right", metrics => $"{Readable.Count(metrics.Correct)} of {Readable.Count(metrics.Rows)}");
        Add<ClassificationMetrics>("inconclusive", metrics => metrics.Inconclusive > 0 ? Readable.Count(metrics.Inconclusive) : null);
        int first = test.Columns.Max(column => (column.Metrics as ClassificationMetrics)?.K) ?? 0;
        Add<ClassificationMetrics>($"right class among the first {first}", metrics => metrics.K > 1 ? Share(metrics.TopKAccuracy) : null);
        Add<RegressionMetrics>("mean absolute error", metrics => Readable.Digits(metrics.MeanAbsoluteError));
        Add<RegressionMetrics>("root mean squared error", metrics => Readable.Digits(metrics.RootMeanSquaredError));
        Add<RegressionMetrics>("R²", metrics => Share(metrics.R2));
        foreach (NamedFigure figure in test.OwnFigures)
        {
            rows.Add(new RowView(Markup.Of($"{figure.Name} (evaluator)"), [.. test.Columns.Select((_, index) => Markup.Text(index == test.Columns.Count - 1 ? Readable.Digits(figure.Value) : ""))]));
        }

        return rows;
    }

    private static List<RowView> Differences(TestResult test)
    {
        List<RowView> rows = [];
        void Add(string label, Func<OutputDifference, string?> figure)
        {
            string?[] cells = [.. test.Differences.Select(figure)];
            if (cells.Any(cell => cell is not null))
            {
                rows.Add(new RowView(Markup.Text(label), [.. cells.Select(cell => Markup.Text(cell ?? ""))]));
            }
        }

        Add("mean difference, steps", difference => difference.MeanAbsLsb.ToString("0.0000", CultureInfo.InvariantCulture));
        Add("largest difference, steps", difference => Readable.Significant(difference.MaxAbsLsb));
        Add("equal", difference => Readable.Percent(difference.ExactRatio));
        Add("within one step", difference => Readable.Percent(difference.WithinOneRatio));
        Add("cosine", difference => Share(difference.Cosine));
        Add("signal to noise", difference => difference.SignalToNoiseInDb is double decibels ? string.Create(CultureInfo.InvariantCulture, $"{decibels:0.0} dB") : null);
        return rows;
    }

    private static List<PictureView> Pictures(TestResult test)
    {
        List<PictureView> pictures = [];
        (string Name, AnomalyMetrics Metrics)[] scored = [.. test.Columns.Where(column => column.Metrics is AnomalyMetrics { Scores.Count: > 0 }).Select(column => (column.Name, (AnomalyMetrics)column.Metrics!))];
        if (test.Clips is not { } clips || scored.Length == 0)
        {
            return pictures;
        }

        if (clips.IsAnomaly is { } labels && RocCurve.Of(scored[0].Metrics.Scores, labels) is not null)
        {
            pictures.Add(new PictureView(
                Markup.Text("ROC curve; dots are thresholds"),
                RocPicture.Of([.. scored.Select(column => ($"k-{column.Name}", column.Name, RocCurve.Of(column.Metrics.Scores, labels)!, column.Metrics.Counts))]),
                [.. scored.Select(column => new LegendView(Markup.Of($"k-{column.Name}"), Markup.Text(column.Name), Markup.Text(Share(column.Metrics.Auc) ?? "")))]));
        }

        foreach ((string name, AnomalyMetrics metrics) in scored)
        {
            LegendView[] kinds = clips.IsAnomaly is null ? [] : [new(Markup.Text("normal"), Markup.Text("normal"), default), new(Markup.Text("anomalous"), Markup.Text("anomalous"), default)];
            pictures.Add(new PictureView(Markup.Text($"Clips by score, {name}"), HistogramPicture.Of(name, ScoreHistogram.Of(metrics.Scores, clips), metrics.Threshold), kinds));
        }

        return pictures;
    }

    private static ConfusionView? Confusion(TestResult test)
    {
        if (test.Columns.LastOrDefault(column => column.Metrics is ClassificationMetrics) is not ColumnResult { Metrics: ClassificationMetrics metrics } last
            || metrics.Confusion.Count is 0 or > MostConfusedClasses)
        {
            return null;
        }

        string NameOf(int label) => label < test.ClassNames.Count ? test.ClassNames[label] : label.ToString(CultureInfo.InvariantCulture);
        return new ConfusionView(
            Markup.Text(last.Name),
            [.. Enumerable.Range(0, metrics.Confusion.Count).Select(label => Markup.Text(NameOf(label)))],
            [.. metrics.Confusion.Select((row, label) => new ConfusionRowView(
                Markup.Text(NameOf(label)), [.. row.Select((count, taken) => Cell(count, row.Sum(), label == taken))], Markup.Text(Readable.Count(metrics.Support(label))),
                Markup.Text(Share(metrics.Precision(label)) ?? "–"), Markup.Text(Share(metrics.Recall(label)) ?? "–")))]);
    }

    private static HeatView Cell(int count, int rows, bool isRight)
    {
        const int Strengths = 4;
        return count == 0
            ? new HeatView(default, Markup.Text("·"))
            : new HeatView(Markup.Of($"{(isRight ? "hit" : "miss")}{Math.Max(1, (int)Math.Ceiling(Strengths * (double)count / rows))}"), Markup.Text(Readable.Count(count)));
    }

    private static string Name(Configuration.ReferenceColumn column) => column.ToString().ToLowerInvariant();

    private static string? Share(double? value) => value is double defined ? Readable.Share(defined) : null;
}
