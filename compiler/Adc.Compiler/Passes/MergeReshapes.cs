using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Lets a reshape of a reshape read the first one's input.</summary>
internal sealed class MergeReshapes : IPass
{
    public string Name => "merge-reshapes";

    public Graph Run(Graph graph, PassContext context)
    {
        foreach (TensorId output in graph.Nodes.Where(node => node.Operator is Reshape).Select(node => node.Output).ToList())
        {
            Node node = graph.WriterOf(output)!;
            bool isResolved = node.Inputs.Count == 1; // a shape that only the run will tell must stay visible
            if (isResolved && graph.WriterOf(node.Inputs[0]) is { Operator: Reshape } first)
            {
                graph = graph.Replace(node, node with { Inputs = [first.Inputs[0]] });
            }
        }

        return graph;
    }
}
