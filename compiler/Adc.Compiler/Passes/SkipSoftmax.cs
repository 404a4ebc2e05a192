using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Gives what stands before a final softmax as output, where that is asked for: the largest output stays the largest.</summary>
internal sealed class SkipSoftmax : IPass
{
    public string Name => "skip-softmax";

    public Graph Run(Graph graph, PassContext context) => context.SkipsSoftmax
        ? graph with { Outputs = graph.Outputs.Select(id => Before(graph, id)).ToSequence() }
        : graph;

    // A model that is nothing but a softmax would be left without a layer.
    private static TensorId Before(Graph graph, TensorId output) =>
        graph.WriterOf(output) is { Operator: Softmax } softmax && graph.WriterOf(softmax.Inputs[0]) is not null ? softmax.Inputs[0] : output;
}
