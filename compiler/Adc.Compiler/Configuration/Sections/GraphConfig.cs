using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>Rewriting of the network.</summary>
public sealed record GraphConfig(SettingTable Settings)
{
    public Setting<bool> PruneConstantChannels => Settings.Get(GraphKeys.PruneConstantChannels);

    /// <summary>Names of passes; whether they exist is for the passes to check.</summary>
    public Setting<Sequence<string>> DumpAfter => Settings.Get(GraphKeys.DumpAfter);
}
