using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Replaces nodes whose value is known at compile time by constants.</summary>
internal sealed class FoldConstants : IPass
{
    /// <summary>More than any part's memory: what is larger stays a node, so that a small file cannot ask for gigabytes of constants.</summary>
    private const long MostBytes = 1 << 24;

    public string Name => "fold-constants";

    public Graph Run(Graph graph, PassContext context)
    {
        foreach (Node node in graph.Nodes)
        {
            if (Value(graph, node, context.Evaluator) is IReadOnlyList<ConstantData> values)
            {
                graph = graph.Replace(node);
                for (int i = 0; i < values.Count; i++)
                {
                    graph = graph.With(graph[node.Outputs[i]] with { Data = values[i] });
                }
            }
        }

        return graph;
    }

    private static IReadOnlyList<ConstantData>? Value(Graph graph, Node node, IEvaluator evaluator)
    {
        // SHAPE needs only its input's type, which is always known.
        bool constantInputs = node.Operator is ShapeOf || node.Inputs.All(id => id.IsNone || graph[id].IsConstant);
        if (!constantInputs || node.Outputs.Sum(id => (long)graph.TypeOf(id).SizeInBytes) > MostBytes)
        {
            return null;
        }

        TensorValue?[] inputs = [.. node.Inputs.Select(id => id.IsNone ? null : new TensorValue(graph.TypeOf(id), graph[id].Data ?? new ConstantData(default)))];
        return evaluator.Evaluate(node.Operator, inputs, [.. node.Outputs.Select(graph.TypeOf)]);
    }
}
