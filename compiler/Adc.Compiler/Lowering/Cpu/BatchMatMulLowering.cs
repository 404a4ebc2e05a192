using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>BATCH_MATMUL: dot products along strides, so that transposed operands stay where they are.</summary>
internal sealed class BatchMatMulLowering : ILowering
{
    private const int MostBatchAxes = 3;
    private const float LargestScaleRatio = 1 << 16;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule(
            "inputs and output must be int8 with per-tensor quantization",
            (node, graph) => node.Inputs.Append(node.Output).All(id => Lowering.Cpu.Rules.IsInt8(graph.TypeOf(id)))),
        new("the output must have at most five axes", (node, graph) => graph.TypeOf(node.Output).Shape.Rank <= MostBatchAxes + 2),
        new("the product of the inputs' scales must be below 65,536 output scales", (node, graph) => RealMultiplier(node, graph) < LargestScaleRatio),
        new("one of the inputs must not be a constant", (node, graph) => node.Inputs.Any(id => !graph[id].IsConstant)),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var product = (BatchMatMul)node.Operator;
        TensorType x = context.TypeOf(node.Inputs[0]), y = context.TypeOf(node.Inputs[1]), output = context.TypeOf(node.Output);
        int rank = output.Shape.Rank, rows = output.Shape[rank - 2], columns = output.Shape[rank - 1], depth = product.Depth(x.Shape);
        Sequence<int> batches = BatchExtents(output.Shape, rank);
        var multiplier = QuantizedMultiplier.From(RealMultiplier(node, context.Graph));
        context.Decide(Engine.Cpu, "one dot product at a time");
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.BatchMatMulS8,
            [
                new("batches", new IntegersValue(batches)),
                new("batch_strides0", new IntegersValue(BatchStrides(BatchExtents(x.Shape, rank), rows * depth))),
                new("batch_strides1", new IntegersValue(BatchStrides(BatchExtents(y.Shape, rank), depth * columns))),
                new("rows", new IntegerValue(rows)),
                new("columns", new IntegerValue(columns)),
                new("depth", new IntegerValue(depth)),
                new("row_stride0", new IntegerValue(product.AdjointX ? 1 : depth)),
                new("depth_stride0", new IntegerValue(product.AdjointX ? rows : 1)),
                new("column_stride1", new IntegerValue(product.AdjointY ? depth : 1)),
                new("depth_stride1", new IntegerValue(product.AdjointY ? 1 : columns)),
                new("zero_point0", new IntegerValue(x.Quantization!.ZeroPoint)),
                new("zero_point1", new IntegerValue(y.Quantization!.ZeroPoint)),
                new("multiplier", new IntegerValue(multiplier.Multiplier)),
                new("shift", new IntegerValue(multiplier.Shift)),
                new("output_zero_point", new IntegerValue(output.Quantization!.ZeroPoint)),
                new("rounding", new SymbolValue(context.Options.Rounding.Enumerator())),
            ]),
            [context.ReadOrConstant(node.Inputs[0], "x"), context.ReadOrConstant(node.Inputs[1], "y")],
            context.Allocate(node.Output, BufferForm.Plain)));
    }

    // The references multiply the two scales in single precision.
    private static double RealMultiplier(Node node, Graph graph) =>
        (double)(graph.TypeOf(node.Inputs[0]).Quantization!.Scale * graph.TypeOf(node.Inputs[1]).Quantization!.Scale) / graph.TypeOf(node.Output).Quantization!.Scale;

    private static Sequence<int> BatchExtents(Shape operand, int rank) =>
        Enumerable.Range(rank - 2 - MostBatchAxes, MostBatchAxes).Select(axis => axis < 0 ? 1 : BatchMatMul.ExtentOf(operand, axis, rank)).ToSequence();

    private static Sequence<int> BatchStrides(Sequence<int> extents, int matrix)
    {
        int[] strides = new int[MostBatchAxes];
        for (int axis = MostBatchAxes - 1; axis >= 0; axis--)
        {
            strides[axis] = extents[axis] == 1 ? 0 : matrix;
            matrix *= extents[axis];
        }

        return strides.ToSequence();
    }
}
