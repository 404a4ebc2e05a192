using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>One column of the comparison: a graph of one input, and who computes it.</summary>
/// <param name="Compared">The quantized tensor that differences are measured on: the output, or what stands before a final softmax or dequantization.</param>
/// <param name="Run">First output and compared tensor of each row.</param>
/// <param name="MostRows">The column runs the first so many rows; null for all.</param>
internal sealed record EvaluatedColumn(
    ReferenceColumn Column, Graph Graph, ComparedOutput? Compared, Func<Sequence<Sequence<ConstantData>>, IReadOnlyList<RowOutput>> Run, int? MostRows = null)
{
    /// <summary>Of so many, the rows that the column runs.</summary>
    public int RowsOf(int all) => Math.Min(MostRows ?? all, all);

    public TensorType Input => Graph.TypeOf(Graph.Inputs[0]);

    public TensorType Output => Graph.TypeOf(Graph.Outputs[0]);

    /// <summary>What the column computed, with images in the order of the data files.</summary>
    public RowOutput InFileOrder(RowOutput found) => Graph.SwapsHeightAndWidth ? found with { Output = HeightAndWidth.Swap(found.Output, Output) } : found;

    public static TensorType InFileOrder(Graph graph, TensorType type) => graph.SwapsHeightAndWidth ? HeightAndWidth.Swap(type) : type;
}

/// <param name="Compared">Null when nothing is compared.</param>
internal sealed record RowOutput(ConstantData Output, ConstantData? Compared);
