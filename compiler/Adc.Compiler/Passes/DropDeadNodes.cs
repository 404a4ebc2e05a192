using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>Drops nodes whose results nobody reads.</summary>
internal sealed class DropDeadNodes : IPass
{
    public string Name => "drop-dead-nodes";

    public Graph Run(Graph graph, PassContext context)
    {
        HashSet<TensorId> needed = [.. graph.Outputs];
        List<Node> kept = [];
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (node.Outputs.Any(needed.Contains))
            {
                kept.Add(node);
                needed.UnionWith(node.Inputs);
            }
        }

        kept.Reverse();
        return graph with { Nodes = kept.ToSequence() };
    }
}
