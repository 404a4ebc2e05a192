namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Decisions at a threshold: a score above it counts as an anomaly. A ratio is null where nothing stands below it.</summary>
public sealed record DetectionCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    public double? Accuracy => Ratio(TruePositives + TrueNegatives, TruePositives + TrueNegatives + FalsePositives + FalseNegatives);

    /// <summary>Share of the alarms that are right.</summary>
    public double? Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the anomalies that are found.</summary>
    public double? Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    public double? F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    public double? FalsePositiveRate => Ratio(FalsePositives, FalsePositives + TrueNegatives);

    public static DetectionCounts At(double threshold, IReadOnlyList<double> scores, IReadOnlyList<bool> isAnomaly)
    {
        int Count(bool isHigh, bool anomaly) => scores.Zip(isAnomaly).Count(clip => clip.First > threshold == isHigh && clip.Second == anomaly);
        return new(Count(true, true), Count(true, false), Count(false, false), Count(false, true));
    }

    private static double? Ratio(int part, int whole) => whole == 0 ? null : part / (double)whole;
}
