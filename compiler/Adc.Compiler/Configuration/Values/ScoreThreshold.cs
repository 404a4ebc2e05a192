using System.Globalization;

namespace Adc.Compiler.Configuration;

/// <summary>How the limit between normal and anomalous scores is found.</summary>
public enum ThresholdRule
{
    /// <summary>Scores are given, no decision.</summary>
    None,

    /// <summary>The given value.</summary>
    Fixed,

    /// <summary>The score with the best accuracy on the test data.</summary>
    BestAccuracy,

    /// <summary>The score with the best F1 on the test data.</summary>
    BestF1,

    /// <summary>The lowest score that keeps the false positive rate at or below the value.</summary>
    FalsePositiveRate,

    /// <summary>The score below which a percentage of the normal clips lies.</summary>
    NormalPercentile,
}

/// <param name="Value">The threshold, the rate or the percentage; 0 for the other rules.</param>
public sealed record ScoreThreshold(ThresholdRule Rule, double Value = 0)
{
    public override string ToString() => Rule switch
    {
        ThresholdRule.None => "none",
        ThresholdRule.BestAccuracy => "auto_accuracy",
        ThresholdRule.BestF1 => "auto_f1",
        ThresholdRule.FalsePositiveRate => "fpr:" + Value.ToString("R", CultureInfo.InvariantCulture),
        ThresholdRule.NormalPercentile => "percentile:" + Value.ToString("R", CultureInfo.InvariantCulture),
        _ => Value.ToString("R", CultureInfo.InvariantCulture),
    };
}
