namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Share of anomalies found against share of false alarms, for every threshold. Scores count up to anomalies.</summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<RocPoint> points) => Points = points;

    /// <summary>From (0, 0) to (1, 1); clips of equal scores make one step.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve: the chance that an anomaly has a higher score than a normal clip, ties counted half.</summary>
    public double Auc => Area(1);

    /// <returns>Null when there are only normal clips or only anomalies: no area is defined.</returns>
    public static RocCurve? Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isAnomaly)
    {
        int anomalies = isAnomaly.Count(anomaly => anomaly), normals = scores.Count - anomalies;
        if (anomalies == 0 || normals == 0)
        {
            return null;
        }

        List<RocPoint> points = [new RocPoint(0, 0, double.PositiveInfinity)];
        int found = 0, falseAlarms = 0;
        foreach (IGrouping<double, bool> step in scores.Zip(isAnomaly).GroupBy(clip => clip.First, clip => clip.Second).OrderByDescending(step => step.Key))
        {
            found += step.Count(anomaly => anomaly);
            falseAlarms += step.Count(anomaly => !anomaly);
            points.Add(new RocPoint(falseAlarms / (double)normals, found / (double)anomalies, step.Key));
        }

        return new RocCurve(points);
    }

    /// <summary>The area up to a false positive rate, scaled so that chance gives 0.5 and perfection 1.</summary>
    /// <remarks>McClish, "Analyzing a Portion of the ROC Curve", 1989; between points the curve is taken as straight.</remarks>
    public double PartialAuc(double maxFalsePositiveRate)
    {
        double chance = maxFalsePositiveRate * maxFalsePositiveRate / 2;
        return 0.5 * (1 + ((Area(maxFalsePositiveRate) - chance) / (maxFalsePositiveRate - chance)));
    }

    private double Area(double limit)
    {
        double area = 0;
        for (int i = 1; i < Points.Count && Points[i - 1].FalsePositiveRate < limit; i++)
        {
            RocPoint from = Points[i - 1], to = Points[i];
            double width = to.FalsePositiveRate - from.FalsePositiveRate;
            if (width > 0)
            {
                double end = Math.Min(to.FalsePositiveRate, limit), share = (end - from.FalsePositiveRate) / width;
                double height = from.TruePositiveRate + ((to.TruePositiveRate - from.TruePositiveRate) * share);
                area += (end - from.FalsePositiveRate) * (from.TruePositiveRate + height) / 2;
            }
        }

        return area;
    }
}

/// <param name="FalsePositiveRate">Share of the normal clips whose score is at least <paramref name="Score"/>.</param>
/// <param name="TruePositiveRate">Share of the anomalies whose score is.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double Score);
