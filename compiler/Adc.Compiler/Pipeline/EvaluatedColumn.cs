using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>One column of the comparison: a graph of one input, and who computes it.</summary>
/// <param name="Compared">The quantized tensor that differences are measured on: the output, or what stands before a final softmax or dequantization.</param>
/// <param name="Run">First output and compared tensor of each row.</param>
internal sealed record EvaluatedColumn(
    ReferenceColumn Column, Graph Graph, TensorId? Compared, Func<Sequence<Sequence<ConstantData>>, IReadOnlyList<RowOutput>> Run)
{
    public TensorType Input => Graph.TypeOf(Graph.Inputs[0]);

    public TensorType Output => Graph.TypeOf(Graph.Outputs[0]);
}

/// <param name="Compared">Null when nothing is compared.</param>
internal sealed record RowOutput(ConstantData Output, ConstantData? Compared);
