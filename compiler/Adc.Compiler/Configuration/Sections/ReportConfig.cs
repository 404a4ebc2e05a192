using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>Which reports are written, and what they say.</summary>
public sealed record ReportConfig(SettingTable Settings)
{
    public Setting<Sequence<ReportFormat>> Formats => Settings.Get(ReportKeys.Formats);

    public Setting<ReportDetail> Detail => Settings.Get(ReportKeys.Detail);

    public Setting<FilePath>? Baseline => Settings.Find(ReportKeys.Baseline);

    public Setting<Sequence<NamedValue<double>>> FailOnRegression => Settings.Get(ReportKeys.FailOnRegression);

    public Setting<bool> IncludeHashes => Settings.Get(ReportKeys.IncludeHashes);

    public Setting<bool> RedactPaths => Settings.Get(ReportKeys.RedactPaths);
}
