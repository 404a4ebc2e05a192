using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Rewriting of the network.</summary>
public static class GraphKeys
{
    public static readonly SettingKey<bool> PruneConstantChannels = new(
        "graph.prune_constant_channels", BooleanType.Instance, true,
        "Whether channels are removed that are provably the same for every input.");

    public static readonly SettingKey<Sequence<string>> DumpAfter = new(
        "graph.dump_after", new ListType<string>(TextType.Instance, "pass names"), [],
        "Passes after which the network is printed.");

    public static IReadOnlyList<SettingKey> All { get; } = [PruneConstantChannels, DumpAfter];
}
