namespace Adc.Compiler.Configuration;

public enum ModelTask
{
    None,
    Classification,
    Anomaly,
    Regression,
}

/// <summary>Distance of a window from its reconstruction.</summary>
public enum AnomalyScore
{
    MeanSquaredError,
    RootMeanSquaredError,
    MeanAbsoluteError,
}

/// <summary>How scores of windows become the score of a clip.</summary>
public enum ScoreReduction
{
    Mean,
    Max,

    /// <summary>The 95th percentile.</summary>
    P95,
}
