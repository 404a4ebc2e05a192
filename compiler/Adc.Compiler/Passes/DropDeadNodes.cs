using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>Drops nodes whose results nobody reads, and states that no output ever depends on.</summary>
internal sealed class DropDeadNodes : IPass
{
    public string Name => "drop-dead-nodes";

    public Graph Run(Graph graph, PassContext context)
    {
        // A state that is read keeps alive what it becomes, which may read further states.
        Sequence<State> states = [];
        while (true)
        {
            (Sequence<Node> nodes, HashSet<TensorId> needed) = Needed(graph, states);
            Sequence<State> read = graph.States.Where(state => needed.Contains(state.Before)).ToSequence();
            if (read.Count == states.Count)
            {
                return graph with { Nodes = nodes, States = states };
            }

            states = read;
        }
    }

    private static (Sequence<Node> Nodes, HashSet<TensorId> Tensors) Needed(Graph graph, Sequence<State> states)
    {
        HashSet<TensorId> needed = [.. graph.Outputs, .. states.Select(state => state.After)];
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
        return (kept.ToSequence(), needed);
    }
}
