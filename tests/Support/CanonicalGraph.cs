using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Tests.Support;

/// <summary>A graph with all that means nothing taken away: numbers of tensors, tensors that nothing refers to, origins, scales of int64.</summary>
internal static class CanonicalGraph
{
    public static Graph Of(Graph graph)
    {
        TensorId[] order =
        [
            .. graph.Inputs.Concat(graph.States.Select(state => state.Before)).Concat(graph.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)))
                .Concat(graph.States.Select(state => state.After)).Concat(graph.Outputs).Where(id => !id.IsNone).Distinct(),
        ];
        Dictionary<TensorId, TensorId> places = order.Index().ToDictionary(pair => pair.Item, pair => new TensorId(pair.Index));
        places[TensorId.None] = TensorId.None;

        // What becomes of a state that an operator moves on has no tensor in the file, hence no name.
        HashSet<TensorId> unnamed = [.. graph.Nodes.Where(node => node.Operator is IStateful).SelectMany(node => node.Outputs.Skip(1))];
        Sequence<TensorId> Placed(Sequence<TensorId> ids) => ids.Select(id => places[id]).ToSequence();
        return new Graph(
            "",
            order.Select(id => graph[id] with { Id = places[id], SourceIndex = -1, Name = unnamed.Contains(id) ? "" : graph[id].Name, Type = Meant(graph.TypeOf(id)) }).ToSequence(),
            graph.Nodes.Select(node => new Node(node.Operator, Placed(node.Inputs), Placed(node.Outputs), Origin.None)).ToSequence(),
            Placed(graph.Inputs),
            Placed(graph.Outputs))
        {
            States = graph.States.Select(state => new State(places[state.Before], places[state.After], state.Initial)).ToSequence(),
        };
    }

    private static TensorType Meant(TensorType type) => type.Element == ElementType.Int64 ? type with { Quantization = null } : type;
}
