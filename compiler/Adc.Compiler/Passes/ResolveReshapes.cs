using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Drops the shape input of a reshape once it is a constant: the output's type already says the same.</summary>
internal sealed class ResolveReshapes : IPass
{
    public string Name => "resolve-reshapes";

    public Graph Run(Graph graph, PassContext context) => graph with
    {
        Nodes = graph.Nodes
            .Select(node => node.Operator is Reshape && node.Inputs.Count > 1 && HasKnownShape(graph, node.Inputs[1])
                ? node with { Inputs = [node.Inputs[0]] }
                : node)
            .ToSequence(),
    };

    private static bool HasKnownShape(Graph graph, TensorId shape) => shape.IsNone || graph[shape].IsConstant;
}
