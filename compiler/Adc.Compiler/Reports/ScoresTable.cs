using System.Globalization;
using System.Text;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;

namespace Adc.Compiler.Reports;

/// <summary>&lt;model&gt;_scores.csv: the score of each clip in each column.</summary>
public static class ScoresTable
{
    /// <returns>Null when nothing was scored.</returns>
    public static string? Of(TestResult? result)
    {
        if (result?.Clips is not { } clips || result.Columns.Any(column => column.Metrics is not AnomalyMetrics))
        {
            return null;
        }

        var text = new StringBuilder("clip");
        text.Append(clips.Groups is null ? "" : ",group").Append(clips.IsAnomaly is null ? "" : ",anomaly");
        foreach (ColumnResult column in result.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $",{column.Name}");
        }

        for (int clip = 0; clip < clips.Numbers.Count; clip++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{clips.Numbers[clip]}");
            text.Append(clips.Groups is { } groups ? "," + groups[clip] : "").Append(clips.IsAnomaly is { } anomalies ? anomalies[clip] ? ",1" : ",0" : "");
            foreach (ColumnResult column in result.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $",{Score((AnomalyMetrics)column.Metrics!, clip):G9}");
            }
        }

        return text.Append('\n').ToString();
    }

    // A column may have run the first clips only.
    private static double? Score(AnomalyMetrics metrics, int clip) => clip < metrics.Scores.Count ? metrics.Scores[clip] : null;
}
