using Adc.Compiler.Configuration;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Makes one score of those of a clip's windows.</summary>
internal static class ClipScores
{
    private const double Percentile = 0.95;

    public static double Reduce(ScoreReduction reduction, IReadOnlyList<double> windows) => reduction switch
    {
        ScoreReduction.Max => windows.Max(),
        ScoreReduction.P95 => Quantile([.. windows.Order()], Percentile),
        _ => windows.Sum() / windows.Count,
    };

    /// <summary>The value below which a share of sorted values lies, linear between neighbours, as NumPy computes it.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int below = Math.Min((int)place, sorted.Count - 1), above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
