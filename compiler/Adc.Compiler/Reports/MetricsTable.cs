using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Reports;

/// <summary>What the test data says, as a table for people: a line a figure, a column each for float, int8, mvp and board.</summary>
public static class MetricsTable
{
    private const int LabelWidth = 34, ColumnWidth = 11, MostConfusedClasses = 16;

    public static string Of(TestResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n  {"data",-9} {Subject(result)}\n");
        if (result.Columns.Any(column => column.Metrics is not null))
        {
            text.Append("  ").Append(' ', LabelWidth);
            foreach (ColumnResult column in result.Columns)
            {
                text.Append(column.Name.PadLeft(ColumnWidth));
            }

            text.Append('\n');
            if (result.Columns.Any(column => column.Rows != result.Rows))
            {
                text.Append("    ").Append("rows".PadRight(LabelWidth - 2));
                text.AppendJoin("", result.Columns.Select(column => column.Rows.ToString("N0", CultureInfo.InvariantCulture).PadLeft(ColumnWidth))).Append('\n');
            }
        }

        switch (result.Task)
        {
            case ModelTask.Anomaly:
                AppendAnomaly(text, result);
                break;
            case ModelTask.Classification:
                AppendClassification(text, result);
                break;
            case ModelTask.Regression:
                Append<RegressionMetrics>(text, result, "mean absolute error", metrics => Digits(metrics.MeanAbsoluteError));
                Append<RegressionMetrics>(text, result, "root mean squared error", metrics => Digits(metrics.RootMeanSquaredError));
                Append<RegressionMetrics>(text, result, "R2", metrics => Share(metrics.R2));
                break;
        }

        foreach (NamedFigure figure in result.OwnFigures)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Cut(figure.Name, LabelWidth - 2).PadRight(LabelWidth - 2)}{figure.Value.ToString("#,0.######", CultureInfo.InvariantCulture),ColumnWidth} (evaluator)\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>"x.npy: 576 rows of 48 clips, 24 normal, 24 anomalous".</summary>
    internal static string Subject(TestResult result)
    {
        string rows = $"{result.DataName}: {Readable.Several(result.Rows, "row")}";
        if (result.Clips is not { } clips)
        {
            return rows;
        }

        string ofClips = clips.Numbers.Count == result.Rows ? "" : $" of {Readable.Several(clips.Numbers.Count, "clip")}";
        int anomalies = clips.IsAnomaly?.Count(anomaly => anomaly) ?? 0;
        string kinds = clips.IsAnomaly is null
            ? "; no labels"
            : string.Create(CultureInfo.InvariantCulture, $", {clips.Numbers.Count - anomalies:N0} normal, {anomalies:N0} anomalous");
        return rows + ofClips + kinds;
    }

    private static void AppendAnomaly(StringBuilder text, TestResult result)
    {
        bool hasLabels = result.Clips?.IsAnomaly is not null;
        string upTo = string.Create(CultureInfo.InvariantCulture, $"FPR up to {result.MaxFalsePositiveRate}");
        if (hasLabels)
        {
            Append<AnomalyMetrics>(text, result, "AUC, all clips", metrics => Share(metrics.Auc));
            Append<AnomalyMetrics>(text, result, $"pAUC ({upTo})", metrics => Share(metrics.PartialAuc));
            AppendGroups(text, result);
            Append<AnomalyMetrics>(text, result, "threshold", metrics => metrics.Threshold is float threshold ? Digits(threshold) : "none");
            Append<AnomalyMetrics>(text, result, "accuracy at the threshold", metrics => Share(metrics.Counts?.Accuracy));
            Append<AnomalyMetrics>(text, result, "precision", metrics => Share(metrics.Counts?.Precision));
            Append<AnomalyMetrics>(text, result, "recall", metrics => Share(metrics.Counts?.Recall));
            Append<AnomalyMetrics>(text, result, "F1", metrics => Share(metrics.Counts?.F1));
        }

        Append<AnomalyMetrics>(text, result, "lowest score", metrics => Digits(metrics.Scores.Min()));
        Append<AnomalyMetrics>(text, result, "highest score", metrics => Digits(metrics.Scores.Max()));
    }

    private static void AppendGroups(StringBuilder text, TestResult result)
    {
        if (result.Columns[0].Metrics is not AnomalyMetrics { Groups.Count: > 0 } any)
        {
            return;
        }

        Append<AnomalyMetrics>(text, result, $"AUC, average of {any.Groups.Count} groups", metrics => Share(metrics.AverageAuc));
        Append<AnomalyMetrics>(text, result, "pAUC, average", metrics => Share(metrics.AveragePartialAuc));
        for (int index = 0; index < any.Groups.Count; index++)
        {
            int group = index;
            string name = any.Groups[group].Name;
            GroupAuc? Own(AnomalyMetrics metrics) => metrics.Groups.FirstOrDefault(own => own.Name == name);
            Append<AnomalyMetrics>(text, result, $"  {name}: AUC", metrics => Own(metrics) is { } own ? Share(own.Auc) : "");
            Append<AnomalyMetrics>(text, result, $"  {name}: pAUC", metrics => Own(metrics) is { } own ? Share(own.PartialAuc) : "");
        }
    }

    private static void AppendClassification(StringBuilder text, TestResult result)
    {
        Append<ClassificationMetrics>(text, result, "right", metrics => metrics.Correct.ToString("N0", CultureInfo.InvariantCulture));
        Append<ClassificationMetrics>(text, result, "accuracy", metrics => Share(metrics.Accuracy));
        if (result.Columns[0].Metrics is not ClassificationMetrics any)
        {
            return;
        }

        if (result.Columns.Any(column => column.Metrics is ClassificationMetrics { Inconclusive: > 0 }))
        {
            Append<ClassificationMetrics>(text, result, "inconclusive", metrics => metrics.Inconclusive.ToString("N0", CultureInfo.InvariantCulture));
        }

        if (any.K > 1)
        {
            Append<ClassificationMetrics>(text, result, $"among the first {any.K}", metrics => Share(metrics.TopKAccuracy));
        }

        ColumnResult last = result.OfTarget ?? result.Columns[^1];
        var metrics = (ClassificationMetrics)last.Metrics!;
        text.Append($"\n  {$"classes ({last.Name})".PadRight(LabelWidth - 7)} {"rows",6}{"precision",ColumnWidth}{"recall",ColumnWidth}{"F1",ColumnWidth}\n");
        for (int label = 0; label < result.ClassNames.Count; label++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {Cut(result.ClassNames[label], LabelWidth - 10).PadRight(LabelWidth - 9)} {metrics.Support(label),6}{Share(metrics.Precision(label)),ColumnWidth}{Share(metrics.Recall(label)),ColumnWidth}{Share(metrics.F1(label)),ColumnWidth}\n");
        }

        AppendConfusion(text, last.Name, metrics.Confusion);
    }

    private static void AppendConfusion(StringBuilder text, string column, Sequence<Sequence<int>> confusion)
    {
        if (confusion.Count > MostConfusedClasses)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n  taken for ({column}; a row for each right class)\n");
        int width = Math.Max(4, confusion.Max(row => row.Max()).ToString(CultureInfo.InvariantCulture).Length + 1);
        foreach (Sequence<int> row in confusion)
        {
            text.Append("    ").AppendJoin("", row.Select(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(width))).Append('\n');
        }
    }

    private static void Append<T>(StringBuilder text, TestResult result, string label, Func<T, string> figure)
        where T : ColumnMetrics
    {
        if (result.Columns.All(column => column.Metrics is not T))
        {
            return;
        }

        text.Append("    ").Append(Cut(label, LabelWidth - 2).PadRight(LabelWidth - 2));
        foreach (ColumnResult column in result.Columns)
        {
            text.Append((column.Metrics is T metrics ? figure(metrics) : "").PadLeft(ColumnWidth));
        }

        text.Append('\n');
    }

    private static string Share(double? value) => value is double defined ? defined.ToString("0.00000", CultureInfo.InvariantCulture) : "undefined";

    /// <summary>Six digits that count, with all zeros at their end, so that the columns of a figure can be compared.</summary>
    private static string Digits(double value)
    {
        const int Counting = 6;
        int before = value == 0 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        return before is > -3 and < Counting ? value.ToString($"F{Counting - before}", CultureInfo.InvariantCulture) : value.ToString("G6", CultureInfo.InvariantCulture);
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
