using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>What the reference run computes and records.</summary>
public sealed record ReferenceConfig(SettingTable Settings)
{
    /// <summary>Null for all columns that the models allow.</summary>
    public Setting<Sequence<ReferenceColumn>>? Run => Settings.Find(ReferenceKeys.Run);

    public Setting<RecordedTensors> Layers => Settings.Get(ReferenceKeys.Layers);

    /// <summary>Null for one per core.</summary>
    public Setting<int>? Threads => Settings.Find(ReferenceKeys.Threads);
}
