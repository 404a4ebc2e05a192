using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>How well scores tell anomalies from normal clips. A figure is null where it is not defined.</summary>
/// <param name="Scores">Of each clip.</param>
/// <param name="Auc">Of all clips ranked together.</param>
/// <param name="PartialAuc">The same up to the false positive rate of anomaly.max_fpr, by McClish.</param>
/// <param name="Groups">AUC within each group; empty without groups.</param>
/// <param name="Threshold">Score above which a clip is an anomaly.</param>
/// <param name="Counts">Decisions at the threshold.</param>
public sealed record AnomalyMetrics(
    Sequence<double> Scores, double? Auc, double? PartialAuc, Sequence<GroupAuc> Groups, float? Threshold, DetectionCounts? Counts) : ColumnMetrics
{
    /// <summary>Mean over the groups that have both kinds of clips.</summary>
    public double? AverageAuc => Mean(Groups.Select(group => group.Auc));

    /// <summary>Likewise.</summary>
    public double? AveragePartialAuc => Mean(Groups.Select(group => group.PartialAuc));

    public override IEnumerable<(string Name, double Value)> Guarded
    {
        get
        {
            if (Auc is double pooled)
            {
                yield return ("AUC", pooled);
            }

            if (AverageAuc is double average)
            {
                yield return ("average AUC", average);
            }
        }
    }

    /// <param name="clips">Scores with what the clips are.</param>
    public static AnomalyMetrics Of(Sequence<double> scores, AnomalyClips clips, ScoreThreshold rule, double maxFalsePositiveRate)
    {
        RocCurve? curve = clips.IsAnomaly is { } anomalies ? RocCurve.Of(scores, anomalies) : null;
        float? threshold = ThresholdSearch.Find(rule, scores, clips.IsAnomaly);
        return new AnomalyMetrics(
            scores, curve?.Auc, curve?.PartialAuc(maxFalsePositiveRate), GroupsOf(scores, clips, maxFalsePositiveRate), threshold,
            threshold is float limit && clips.IsAnomaly is { } labels ? DetectionCounts.At(limit, scores, labels) : null);
    }

    private static Sequence<GroupAuc> GroupsOf(Sequence<double> scores, AnomalyClips clips, double maxFalsePositiveRate)
    {
        if (clips.Groups is not { } groups || clips.IsAnomaly is not { } isAnomaly)
        {
            return [];
        }

        return Enumerable.Range(0, scores.Count).GroupBy(clip => groups[clip]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            bool[] anomalies = [.. group.Select(clip => isAnomaly[clip])];
            RocCurve? curve = RocCurve.Of([.. group.Select(clip => scores[clip])], anomalies);
            return new GroupAuc(group.Key, anomalies.Length, anomalies.Count(anomaly => anomaly), curve?.Auc, curve?.PartialAuc(maxFalsePositiveRate));
        }).ToSequence();
    }

    private static double? Mean(IEnumerable<double?> values)
    {
        double[] defined = [.. values.OfType<double>()];
        return defined.Length == 0 ? null : defined.Sum() / defined.Length;
    }
}

/// <summary>What the clips are that scores belong to.</summary>
/// <param name="Numbers">Places in the data file, in order.</param>
/// <param name="IsAnomaly">Null without labels.</param>
/// <param name="Groups">The group of each; null without groups.</param>
public sealed record AnomalyClips(Sequence<int> Numbers, Sequence<bool>? IsAnomaly, Sequence<string>? Groups);

/// <summary>AUC within one group of clips; null where the group has one kind of clips only.</summary>
public sealed record GroupAuc(string Name, int Clips, int Anomalies, double? Auc, double? PartialAuc);
