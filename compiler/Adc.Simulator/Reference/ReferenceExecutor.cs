using System.Runtime.ExceptionServices;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Runs a whole graph, node by node, on one or many sets of inputs.</summary>
/// <remarks>
/// A graph is prepared once and can then be run from several threads at a time. With a <see cref="ReferenceEvaluator"/>
/// int8 FULLY_CONNECTED takes a fast path that yields the same bits.
/// </remarks>
public sealed class ReferenceExecutor
{
    private readonly Graph graph;
    private readonly IEvaluator evaluator;
    private readonly FastFullyConnected?[] fast;

    public ReferenceExecutor(Graph graph, IEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(evaluator);
        this.graph = graph;
        this.evaluator = evaluator;
        fast = evaluator is ReferenceEvaluator
            ? [.. graph.Nodes.Select(node => FastFullyConnected.Prepare(graph, node, evaluator.Rounding))]
            : new FastFullyConnected?[graph.Nodes.Count];
    }

    /// <summary>The graph's outputs, in its order.</summary>
    /// <param name="inputs">One per graph input, in its order.</param>
    /// <exception cref="NotSupportedException">The evaluator does not know an operator for its types; the message names it.</exception>
    public IReadOnlyList<TensorValue> Run(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = Compute(inputs);
        return [.. graph.Outputs.Select(id => values[id.Value]!)];
    }

    /// <summary>Every tensor that a node computes.</summary>
    /// <inheritdoc cref="Run"/>
    public IReadOnlyDictionary<TensorId, TensorValue> RunAll(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = Compute(inputs);
        return graph.Nodes.SelectMany(node => node.Outputs).ToDictionary(id => id, id => values[id.Value]!);
    }

    /// <summary>Runs many independent sets of inputs on all cores; result i belongs to set i, however many threads there are.</summary>
    /// <param name="threads">The greatest number of threads, or −1 for one per core.</param>
    public IReadOnlyList<IReadOnlyList<TensorValue>> RunRows(
        IReadOnlyList<IReadOnlyList<TensorValue>> rows, int threads = -1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var results = new IReadOnlyList<TensorValue>[rows.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, rows.Count, options, row => results[row] = Run(rows[row]));
        }
        catch (AggregateException failures)
        {
            // What one row cannot do no other can: the first failure tells all.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return results;
    }

    private TensorValue?[] Compute(IReadOnlyList<TensorValue> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var values = new TensorValue?[graph.Tensors.Count];
        foreach (Tensor tensor in graph.Tensors)
        {
            values[tensor.Id.Value] = tensor.Data is { } data ? new TensorValue(tensor.Type, data) : null;
        }

        PutInputs(inputs, values);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            IReadOnlyList<ConstantData> outputs = fast[i] is { } path
                ? [path.Evaluate(values[node.Inputs[0].Value]!.Data)]
                : Evaluate(node, values);
            for (int output = 0; output < outputs.Count; output++)
            {
                TensorId id = node.Outputs[output];
                values[id.Value] = new TensorValue(graph.TypeOf(id), outputs[output]);
            }
        }

        return values;
    }

    private void PutInputs(IReadOnlyList<TensorValue> inputs, TensorValue?[] values)
    {
        if (inputs.Count != graph.Inputs.Count)
        {
            throw new ArgumentException($"the graph has {graph.Inputs.Count} inputs, not {inputs.Count}", nameof(inputs));
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            TensorType type = graph.TypeOf(graph.Inputs[i]);
            int size = inputs[i].Data.Bytes.Length;
            if (size != type.SizeInBytes)
            {
                throw new ArgumentException($"input {i} is {type}: {type.SizeInBytes} bytes, not {size}", nameof(inputs));
            }

            values[graph.Inputs[i].Value] = new TensorValue(type, inputs[i].Data);
        }
    }

    private IReadOnlyList<ConstantData> Evaluate(Node node, TensorValue?[] values)
    {
        TensorValue?[] inputs = [.. node.Inputs.Select(id => id.IsNone ? null : values[id.Value])];
        TensorType[] outputs = [.. node.Outputs.Select(graph.TypeOf)];
        return evaluator.Evaluate(node.Operator, inputs, outputs) ?? throw new NotSupportedException(
            $"{node.Origin}: {node.Operator} has no reference for"
            + $" ({string.Join("; ", inputs.Select(input => input?.Type.ToString() ?? "-"))})"
            + $" -> ({string.Join<TensorType>("; ", outputs)})");
    }
}
