using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>Scores of an anomaly detector.</summary>
public sealed record AnomalyConfig(SettingTable Settings)
{
    public Setting<AnomalyScore> Score => Settings.Get(TaskKeys.Score);

    public Setting<ScoreReduction> Reduce => Settings.Get(TaskKeys.Reduce);

    /// <summary>Null when it follows from the number of labels and the features.</summary>
    public Setting<int>? WindowsPerLabel => Settings.Find(TaskKeys.WindowsPerLabel);

    public Setting<ScoreThreshold> Threshold => Settings.Get(TaskKeys.Threshold);

    public Setting<double> MaxFalsePositiveRate => Settings.Get(TaskKeys.MaxFpr);

    public Setting<int> NormalLabel => Settings.Get(TaskKeys.NormalLabel);

    public Setting<FilePath>? Groups => Settings.Find(TaskKeys.Groups);
}
