using Adc.Compiler.Configuration;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Finds the limit above which a score counts as an anomaly.</summary>
internal static class ThresholdSearch
{
    private const int PercentsInWhole = 100;

    /// <summary>The threshold in single precision, as the target compares with it.</summary>
    /// <returns>Null when the rule is none, or the clips do not tell.</returns>
    public static float? Find(ScoreThreshold rule, IReadOnlyList<double> scores, IReadOnlyList<bool>? isAnomaly)
    {
        if (rule.Rule is ThresholdRule.Fixed)
        {
            return (float)rule.Value;
        }

        if (isAnomaly is null || rule.Rule == ThresholdRule.None)
        {
            return null;
        }

        double[] normal = [.. scores.Where((_, clip) => !isAnomaly[clip]).Order()];
        if (normal.Length == 0)
        {
            return null;
        }

        if (rule.Rule == ThresholdRule.NormalPercentile)
        {
            return (float)ClipScores.Quantile(normal, rule.Value / PercentsInWhole);
        }

        // Only false alarms can be kept low without anomalies to find.
        return rule.Rule == ThresholdRule.FalsePositiveRate || normal.Length < scores.Count ? Best(rule, scores, isAnomaly) : null;
    }

    /// <summary>Tries every cut between neighbouring scores, from high to low; of equally good ones the highest is taken.</summary>
    private static float? Best(ScoreThreshold rule, IReadOnlyList<double> scores, IReadOnlyList<bool> isAnomaly)
    {
        (double Score, bool IsAnomaly)[] clips = [.. scores.Zip(isAnomaly).OrderByDescending(clip => clip.First)];
        int anomalies = isAnomaly.Count(anomaly => anomaly), normals = clips.Length - anomalies;
        int found = 0, falseAlarms = 0, best = 0;
        double bestValue = Value(rule, found, falseAlarms, anomalies, normals);
        for (int cut = 1; cut <= clips.Length; cut++)
        {
            found += clips[cut - 1].IsAnomaly ? 1 : 0;
            falseAlarms += clips[cut - 1].IsAnomaly ? 0 : 1;
            bool separates = cut == clips.Length || clips[cut].Score < clips[cut - 1].Score;
            double value = Value(rule, found, falseAlarms, anomalies, normals);
            if (separates && value > bestValue)
            {
                (best, bestValue) = (cut, value);
            }
        }

        return Between(best < clips.Length ? clips[best].Score : null, best > 0 ? clips[best - 1].Score : null);
    }

    private static double Value(ScoreThreshold rule, int found, int falseAlarms, int anomalies, int normals) => rule.Rule switch
    {
        ThresholdRule.BestF1 => 2.0 * found / (found + falseAlarms + anomalies),
        // The lowest threshold that keeps the rate: the more clips lie above, the better.
        ThresholdRule.FalsePositiveRate => falseAlarms <= rule.Value * normals ? found + falseAlarms : -1,
        _ => (found + normals - falseAlarms) / (double)(anomalies + normals),
    };

    /// <summary>A threshold with one score at or below it and the other above; halfway where single precision allows.</summary>
    private static float Between(double? low, double? high)
    {
        if (high is not double above)
        {
            return RoundedUp(low!.Value);
        }

        if (low is not double below)
        {
            return MathF.BitDecrement(RoundedDown(above));
        }

        float middle = (float)(below + ((above - below) / 2));
        return middle < below ? RoundedUp(below) : middle >= above ? RoundedDown(below) : middle;
    }

    private static float RoundedUp(double value) => (float)value < value ? MathF.BitIncrement((float)value) : (float)value;

    private static float RoundedDown(double value) => (float)value > value ? MathF.BitDecrement((float)value) : (float)value;
}
