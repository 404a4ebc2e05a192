using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Runs a graph again and again; its states go from each run to the next.</summary>
public sealed class ReferenceSession
{
    private readonly ReferenceExecutor executor;
    private readonly Graph graph;
    private IReadOnlyList<ConstantData> states;

    internal ReferenceSession(ReferenceExecutor executor, Graph graph)
    {
        this.executor = executor;
        this.graph = graph;
        states = ReferenceExecutor.InitialStates(graph);
    }

    /// <summary>The graph's outputs, in its order.</summary>
    /// <inheritdoc cref="ReferenceExecutor.Run"/>
    public IReadOnlyList<TensorValue> Run(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = Compute(inputs);
        return [.. graph.Outputs.Select(id => values[id.Value]!)];
    }

    /// <summary>Every tensor that a node computes.</summary>
    /// <inheritdoc cref="ReferenceExecutor.Run"/>
    public IReadOnlyDictionary<TensorId, TensorValue> RunAll(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = Compute(inputs);
        return graph.Nodes.SelectMany(node => node.Outputs).ToDictionary(id => id, id => values[id.Value]!);
    }

    /// <summary>Forgets all runs: the next one is as the first.</summary>
    public void Reset() => states = ReferenceExecutor.InitialStates(graph);

    private TensorValue?[] Compute(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = executor.Compute(inputs, states);
        states = [.. graph.States.Select(state => values[state.After.Value]!.Data)];
        return values;
    }
}
