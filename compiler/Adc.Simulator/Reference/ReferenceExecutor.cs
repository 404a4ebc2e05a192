using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Adc.Compiler.Ir;
using Adc.Simulator.Reference.Fast;

namespace Adc.Simulator.Reference;

/// <summary>Runs a whole graph, node by node, on one or many sets of inputs.</summary>
/// <remarks>
/// A graph is prepared once and can then be run from several threads at a time. With a <see cref="ReferenceEvaluator"/>
/// the int8 layers of <see cref="FastPaths"/> yield the same bits sooner, and take no new memory from one run to the next.
/// </remarks>
public sealed class ReferenceExecutor
{
    private readonly Graph graph;
    private readonly IEvaluator evaluator;
    private readonly IFastPath?[] fast;

    // What runs have left for those after them.
    private readonly ConcurrentBag<ExecutionMemory> idle = [];

    public ReferenceExecutor(Graph graph, IEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(evaluator);
        this.graph = graph;
        this.evaluator = evaluator;
        fast = evaluator is ReferenceEvaluator ? FastPaths.Of(graph, evaluator.Rounding) : new IFastPath?[graph.Nodes.Count];
    }

    /// <summary>Starts a sequence of runs, each of which goes on with the states that the one before left.</summary>
    public ReferenceSession Start() => new(this, graph);

    /// <summary>The graph's outputs, in its order; states are as for the first inference.</summary>
    /// <param name="inputs">One per graph input, in its order.</param>
    /// <exception cref="NotSupportedException">The evaluator does not know an operator for its types; the message names it.</exception>
    public IReadOnlyList<TensorValue> Run(IReadOnlyList<TensorValue> inputs)
    {
        ExecutionMemory memory = idle.TryTake(out ExecutionMemory? left) ? left : new ExecutionMemory(graph);
        Compute(inputs, InitialStates(graph), memory);
        IReadOnlyList<TensorValue> outputs = [.. graph.Outputs.Select(memory.Copy)];
        idle.Add(memory);
        return outputs;
    }

    /// <summary>Every tensor that a node computes.</summary>
    /// <inheritdoc cref="Run"/>
    public IReadOnlyDictionary<TensorId, TensorValue> RunAll(IReadOnlyList<TensorValue> inputs)
    {
        TensorValue?[] values = Compute(inputs, InitialStates(graph));
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

    /// <summary>Runs rows that follow each other in time: states go from each to the next.</summary>
    public IReadOnlyList<IReadOnlyList<TensorValue>> RunSequence(IReadOnlyList<IReadOnlyList<TensorValue>> rows, CancellationToken cancellation = default)
    {
        ReferenceSession session = Start();
        return [.. rows.Select(row =>
        {
            cancellation.ThrowIfCancellationRequested();
            return session.Run(row);
        })];
    }

    internal static IReadOnlyList<ConstantData> InitialStates(Graph graph) => [.. graph.States.Select(state => state.Initial)];

    /// <summary>Every tensor after one run, by its id; null where nothing wrote it.</summary>
    /// <param name="states">What each state of the graph holds before.</param>
    internal TensorValue?[] Compute(IReadOnlyList<TensorValue> inputs, IReadOnlyList<ConstantData> states)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Compute(inputs, states, new ExecutionMemory(graph));
    }

    private TensorValue?[] Compute(IReadOnlyList<TensorValue> inputs, IReadOnlyList<ConstantData> states, ExecutionMemory memory)
    {
        TensorValue?[] values = memory.Values;
        PutInputs(inputs, values);
        for (int i = 0; i < states.Count; i++)
        {
            TensorId before = graph.States[i].Before;
            values[before.Value] = new TensorValue(graph.TypeOf(before), states[i]);
        }

        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            if (fast[i] is { } path)
            {
                memory.Run(path, node);
                continue;
            }

            IReadOnlyList<ConstantData> outputs = Evaluate(node, values);
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
