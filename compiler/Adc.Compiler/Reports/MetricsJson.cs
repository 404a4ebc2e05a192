using System.Text.Json;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Reports;

/// <summary>The member "metrics" of report.json. Figures that are not defined are absent.</summary>
internal static class MetricsJson
{
    public static void Write(Utf8JsonWriter json, TestResult result)
    {
        json.WriteStartObject("metrics");
        json.WriteString("task", result.Task.ToString().ToLowerInvariant());
        json.WriteString("data", result.DataName);
        json.WriteNumber("rows", result.Rows);
        if (result.Clips is { } clips)
        {
            json.WriteNumber("clips", clips.Numbers.Count);
            if (clips.IsAnomaly is { } anomalies)
            {
                json.WriteNumber("anomalies", anomalies.Count(anomaly => anomaly));
                json.WriteNumber("max_fpr", result.MaxFalsePositiveRate);
            }
        }

        if (result.ClassNames.Count > 0)
        {
            json.WriteStartArray("classes");
            foreach (string name in result.ClassNames)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("columns");
        foreach (ColumnResult column in result.Columns)
        {
            json.WriteStartObject(column.Name);
            if (column.Rows != result.Rows)
            {
                json.WriteNumber("rows", column.Rows);
            }

            WriteColumn(json, column.Metrics);
            if (column.Metrics is AnomalyMetrics { Scores.Count: > 0 } scored)
            {
                WriteHistogram(json, ScoreHistogram.Of(scored.Scores, result.Clips!));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteGroups(json, result);
        if (result.OwnFigures.Count > 0)
        {
            json.WriteStartObject("evaluator");
            foreach (NamedFigure figure in result.OwnFigures)
            {
                json.WriteNumber(figure.Name, figure.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnMetrics? metrics)
    {
        switch (metrics)
        {
            case AnomalyMetrics anomaly:
                WriteAnomaly(json, anomaly);
                break;
            case ClassificationMetrics classification:
                WriteClassification(json, classification);
                break;
            case RegressionMetrics regression:
                WriteOptional(json, "mae", regression.MeanAbsoluteError);
                WriteOptional(json, "rmse", regression.RootMeanSquaredError);
                WriteOptional(json, "r2", regression.R2);
                break;
        }
    }

    private static void WriteAnomaly(Utf8JsonWriter json, AnomalyMetrics metrics)
    {
        WriteOptional(json, "auc", metrics.Auc);
        WriteOptional(json, "pauc", metrics.PartialAuc);
        WriteOptional(json, "auc_average", metrics.AverageAuc);
        WriteOptional(json, "pauc_average", metrics.AveragePartialAuc);
        if (metrics.Threshold is float threshold)
        {
            json.WriteNumber("threshold", threshold);
        }

        if (metrics.Counts is { } counts)
        {
            WriteOptional(json, "accuracy", counts.Accuracy);
            WriteOptional(json, "precision", counts.Precision);
            WriteOptional(json, "recall", counts.Recall);
            WriteOptional(json, "f1", counts.F1);
            json.WriteNumber("true_positives", counts.TruePositives);
            json.WriteNumber("false_positives", counts.FalsePositives);
            json.WriteNumber("true_negatives", counts.TrueNegatives);
            json.WriteNumber("false_negatives", counts.FalseNegatives);
        }
    }

    private static void WriteHistogram(Utf8JsonWriter json, ScoreHistogram histogram)
    {
        json.WriteStartObject("score_histogram");
        json.WriteNumber("from", histogram.From);
        json.WriteNumber("to", histogram.To);
        foreach ((string kind, Sequence<int> counts) in ((string, Sequence<int>)[])[("normal", histogram.Normal), ("anomalous", histogram.Anomalous)])
        {
            json.WriteStartArray(kind);
            foreach (int count in counts)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, ClassificationMetrics metrics)
    {
        WriteOptional(json, "accuracy", metrics.Accuracy);
        json.WriteNumber("right", metrics.Correct);
        if (metrics.Inconclusive > 0)
        {
            json.WriteNumber("inconclusive", metrics.Inconclusive);
        }

        json.WriteNumber("top_k", metrics.K);
        WriteOptional(json, "top_k_accuracy", metrics.TopKAccuracy);
        json.WriteStartArray("confusion");
        foreach (Sequence<int> row in metrics.Confusion)
        {
            json.WriteStartArray();
            foreach (int count in row)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("per_class");
        for (int label = 0; label < metrics.Confusion.Count; label++)
        {
            json.WriteStartObject();
            json.WriteNumber("rows", metrics.Support(label));
            WriteOptional(json, "precision", metrics.Precision(label));
            WriteOptional(json, "recall", metrics.Recall(label));
            WriteOptional(json, "f1", metrics.F1(label));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, TestResult result)
    {
        if (result.Columns.Select(column => column.Metrics).OfType<AnomalyMetrics>().FirstOrDefault() is not { Groups.Count: > 0 } any)
        {
            return;
        }

        json.WriteStartObject("groups");
        for (int index = 0; index < any.Groups.Count; index++)
        {
            json.WriteStartObject(any.Groups[index].Name);
            json.WriteNumber("clips", any.Groups[index].Clips);
            json.WriteNumber("anomalies", any.Groups[index].Anomalies);
            foreach (ColumnResult column in result.Columns)
            {
                if (((AnomalyMetrics)column.Metrics!).Groups.FirstOrDefault(own => own.Name == any.Groups[index].Name) is not GroupAuc group)
                {
                    continue; // none of the group's clips ran
                }

                json.WriteStartObject(column.Name);
                WriteOptional(json, "auc", group.Auc);
                WriteOptional(json, "pauc", group.PartialAuc);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(name, number);
        }
    }
}
