using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>How many clips of either kind have scores in equal ranges from the lowest to the highest.</summary>
/// <param name="Normal">Clips that are no anomalies; all of them without labels.</param>
/// <param name="Anomalous">As many ranges.</param>
public sealed record ScoreHistogram(double From, double To, Sequence<int> Normal, Sequence<int> Anomalous)
{
    private const int Bins = 20;

    /// <param name="scores">At least one.</param>
    public static ScoreHistogram Of(Sequence<double> scores, AnomalyClips clips)
    {
        double lowest = scores.Min(), highest = scores.Max(), width = (highest - lowest) / Bins;
        int[] normal = new int[Bins], anomalous = new int[Bins];
        for (int clip = 0; clip < scores.Count; clip++)
        {
            int bin = width > 0 ? Math.Min(Bins - 1, (int)((scores[clip] - lowest) / width)) : 0;
            (clips.IsAnomaly?[clip] ?? false ? anomalous : normal)[bin]++;
        }

        return new ScoreHistogram(lowest, highest, normal.ToSequence(), anomalous.ToSequence());
    }
}
