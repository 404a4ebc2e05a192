using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>How a float model becomes int8.</summary>
public sealed record QuantizationConfig(SettingTable Settings)
{
    private const int UsualSamples = 500;

    public Setting<RangeMethod> Method => Settings.Get(QuantizationKeys.Method);

    public Setting<double> Percentile => Settings.Get(QuantizationKeys.Percentile);

    public Setting<bool> PerChannel => Settings.Get(QuantizationKeys.PerChannel);

    public Setting<EdgeType> InputType => Settings.Get(QuantizationKeys.InputType);

    public Setting<EdgeType> OutputType => Settings.Get(QuantizationKeys.OutputType);

    public Setting<BatchNormFolding> FoldBatchNorm => Settings.Get(QuantizationKeys.FoldBatchnorm);

    public Setting<bool> BiasCorrection => Settings.Get(QuantizationKeys.BiasCorrection);

    public Setting<bool> SaveTflite => Settings.Get(QuantizationKeys.SaveTflite);

    /// <summary>Null for no limit.</summary>
    public Setting<double>? MaxLoss => Settings.Find(QuantizationKeys.MaxLoss);

    /// <summary>How many of the calibration rows are used.</summary>
    public int SamplesOf(int rows) =>
        Settings.Find(QuantizationKeys.Samples) is { } samples ? Math.Min(rows, samples.Value.Count ?? rows) : Math.Min(rows, UsualSamples);
}
