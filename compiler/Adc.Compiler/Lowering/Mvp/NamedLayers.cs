using System.Globalization;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Lists in which users name layers by index from 0 or by the name of their output.</summary>
internal static class NamedLayers
{
    public static bool Names(this Sequence<string> list, Node node, Graph graph) => list.Any(name => IsNameOf(name, node, graph));

    /// <summary>Entries that name no layer.</summary>
    public static IEnumerable<string> WithoutLayer(this Sequence<string> list, Graph graph) =>
        list.Where(name => !graph.Nodes.Any(node => IsNameOf(name, node, graph)));

    private static bool IsNameOf(string name, Node node, Graph graph) =>
        name == graph[node.Output].Name
        || name == graph.Nodes.TakeWhile(other => !ReferenceEquals(other, node)).Count().ToString(CultureInfo.InvariantCulture);
}
