using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>Runs a graph node by node and hands out every tensor.</summary>
internal sealed class GraphRun(Graph graph, IEvaluator evaluator)
{
    private const int RowsAtOnce = 16;

    /// <summary>All tensors of each row, by id, in the order of the rows, however many threads there are.</summary>
    /// <exception cref="NotSupportedException">An operator has no meaning for its types; the message names it.</exception>
    public IEnumerable<TensorValue?[]> Rows(IReadOnlyList<Sequence<ConstantData>> rows, CancellationToken cancellation)
    {
        for (int first = 0; first < rows.Count; first += RowsAtOnce)
        {
            var batch = new TensorValue?[Math.Min(RowsAtOnce, rows.Count - first)][];
            int start = first;
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellation }, i => batch[i] = Row(rows[start + i]));
            foreach (TensorValue?[] values in batch)
            {
                yield return values;
            }
        }
    }

    /// <summary>All tensors after one run, by id; null where nothing wrote one.</summary>
    public TensorValue?[] Row(Sequence<ConstantData> inputs)
    {
        TensorValue?[] values = [.. graph.Tensors.Select(tensor => tensor.Data is { } data ? new TensorValue(tensor.Type, data) : null)];
        for (int i = 0; i < inputs.Count; i++)
        {
            values[graph.Inputs[i].Value] = new TensorValue(graph.TypeOf(graph.Inputs[i]), inputs[i]);
        }

        foreach (Node node in graph.Nodes)
        {
            Put(values, node, Evaluate(node, [.. node.Inputs.Select(id => id.IsNone ? null : values[id.Value])]));
        }

        return values;
    }

    /// <summary>The same row when some tensors have other values: what depends on them is computed anew.</summary>
    public TensorValue?[] WithChanged(TensorValue?[] row, IReadOnlyDictionary<TensorId, TensorValue> changed)
    {
        var values = (TensorValue?[])row.Clone();
        HashSet<TensorId> different = [.. changed.Keys];
        foreach ((TensorId id, TensorValue value) in changed)
        {
            values[id.Value] = value;
        }

        foreach (Node node in graph.Nodes.Where(node => !node.Outputs.Any(changed.ContainsKey)))
        {
            if (node.Inputs.Any(different.Contains))
            {
                different.UnionWith(node.Outputs);
                Put(values, node, Evaluate(node, [.. node.Inputs.Select(id => id.IsNone ? null : values[id.Value])]));
            }
        }

        return values;
    }

    /// <summary>The outputs of one node for given inputs.</summary>
    public IReadOnlyList<ConstantData> Evaluate(Node node, IReadOnlyList<TensorValue?> inputs) =>
        evaluator.Evaluate(node.Operator, inputs, [.. node.Outputs.Select(graph.TypeOf)]) ?? throw new NotSupportedException(
            $"{node.Operator} has no meaning for {string.Join("; ", inputs.Select(input => input?.Type.ToString() ?? "-"))}");

    private void Put(TensorValue?[] values, Node node, IReadOnlyList<ConstantData> outputs)
    {
        for (int i = 0; i < outputs.Count; i++)
        {
            values[node.Outputs[i].Value] = new TensorValue(graph.TypeOf(node.Outputs[i]), outputs[i]);
        }
    }
}
