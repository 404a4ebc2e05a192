using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>One column of the comparison: a graph of one input, and who computes it.</summary>
/// <param name="Run">First output of each row.</param>
internal sealed record EvaluatedColumn(
    ReferenceColumn Column, Graph Graph, Func<Sequence<Sequence<ConstantData>>, IReadOnlyList<ConstantData>> Run)
{
    public TensorType Input => Graph.TypeOf(Graph.Inputs[0]);

    public TensorType Output => Graph.TypeOf(Graph.Outputs[0]);
}
