using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>Tolerances of comparisons. Differences are in int8 steps.</summary>
public sealed record CompareConfig(SettingTable Settings)
{
    private const int ManyInputs = 256;

    public Setting<double> OutputMeanAbsLsb => Settings.Get(CompareKeys.OutputMeanAbsLsb);

    /// <summary>Null for no limit.</summary>
    public Setting<double>? OutputWithinOneRatio => Settings.Find(CompareKeys.OutputWithinOneRatio);

    /// <summary>Null for no limit.</summary>
    public Setting<int>? OutputMaxAbsLsb => Settings.Find(CompareKeys.OutputMaxAbsLsb);

    public Setting<int> Int8MaxAbsLsb => Settings.Get(CompareKeys.Int8MaxAbsLsb);

    public Setting<FilePath>? Golden => Settings.Find(CompareKeys.Golden);

    public Setting<double> MetricDrop => Settings.Get(CompareKeys.MetricDrop);

    public Setting<bool> DeviceExact => Settings.Get(CompareKeys.DeviceExact);

    public Setting<FailPolicy> OnFail => Settings.Get(CompareKeys.OnFail);

    /// <summary>Smallest share of equal values of one layer.</summary>
    /// <param name="fullyConnectedInputs">Inputs of a fully connected layer, 0 for any other.</param>
    /// <param name="hasData">Whether there were calibration rows to centre on.</param>
    public Setting<double> LayerExactRatio(int fullyConnectedInputs, bool hasData) =>
        Settings.Find(CompareKeys.LayerExactRatio) ?? Automatic(IsCoarse(fullyConnectedInputs, hasData) ? 0.85 : 0.92);

    /// <summary>Largest difference of one layer.</summary>
    /// <param name="fullyConnectedInputs">Inputs of a fully connected layer, 0 for any other.</param>
    /// <param name="hasData">Whether there were calibration rows to centre on.</param>
    public Setting<int> LayerMaxAbsLsb(int fullyConnectedInputs, bool hasData) =>
        Settings.Find(CompareKeys.LayerMaxAbsLsb) ?? Automatic(IsCoarse(fullyConnectedInputs, hasData) ? 8 : 2);

    // Long sums in half precision lose bits that only a centred input gives back.
    private static bool IsCoarse(int fullyConnectedInputs, bool hasData) => fullyConnectedInputs > ManyInputs && !hasData;

    private Setting<T> Automatic<T>(T value) => new(value, Settings.Owner, IsDefault: true);
}
