using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>An input or output of a model.</summary>
public sealed record ModelPort(string Name, TensorType Type)
{
    public static Sequence<ModelPort> Of(Graph graph, Sequence<TensorId> tensors) =>
        tensors.Select(id => new ModelPort(graph[id].Name, graph.TypeOf(id))).ToSequence();
}
