using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>Which estimates are given.</summary>
public sealed record EstimateConfig(SettingTable Settings)
{
    public Setting<bool> Flops => Settings.Get(ReportKeys.EstimateFlops);

    public Setting<bool> Training => Settings.Get(ReportKeys.EstimateTraining);

    public Setting<CycleSource> Cycles => Settings.Get(ReportKeys.EstimateCycles);

    public Setting<bool> WithoutData => Settings.Get(ReportKeys.EstimateWithoutData);
}
