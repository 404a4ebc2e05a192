using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Every operator that the CPU path lowers, one row each.</summary>
internal static class CpuLowerings
{
    private static readonly Dictionary<Type, ILowering> Table = new()
    {
        [typeof(Add)] = new SumLowering(),
        [typeof(BatchMatMul)] = new BatchMatMulLowering(),
        [typeof(Comparison)] = new ComparisonLowering(),
        [typeof(Conv2D)] = new Conv2DLowering(),
        [typeof(Dequantize)] = new DequantizeLowering(),
        [typeof(Div)] = new FloatArithmeticLowering(),
        [typeof(Extremum)] = new ExtremumLowering(),
        [typeof(FullyConnected)] = new FullyConnectedLowering(),
        [typeof(Logical)] = new LogicalLowering(),
        [typeof(LogicalNot)] = new LogicalLowering(),
        [typeof(Logistic)] = new LookupLowering(),
        [typeof(Mul)] = new MulLowering(),
        [typeof(Pool2D)] = new Pool2DLowering(),
        [typeof(Prelu)] = new PreluLowering(),
        [typeof(Quantize)] = new QuantizeLowering(),
        [typeof(Reduce)] = new ReduceLowering(),
        [typeof(Relu)] = new LookupLowering(),
        [typeof(Reshape)] = new ReshapeLowering(),
        [typeof(SelectV2)] = new SelectV2Lowering(),
        [typeof(Softmax)] = new SoftmaxLowering(),
        [typeof(SquaredDifference)] = new SquaredDifferenceLowering(),
        [typeof(Sub)] = new SumLowering(),
        [typeof(Svdf)] = new SvdfLowering(),
        [typeof(Tanh)] = new LookupLowering(),
        [typeof(TransposeConv)] = new TransposeConvLowering(),
    };

    /// <summary>Operator records that have no lowering because they only ever occur on constants, and so are folded away.</summary>
    public static IReadOnlySet<Type> FoldedOnly { get; } = new HashSet<Type> { typeof(ShapeOf), typeof(StridedSlice), typeof(Pack) };

    public static IReadOnlyDictionary<Type, ILowering> All => Table;

    public static ILowering? Of(Operator @operator) => Table.GetValueOrDefault(@operator.GetType());
}
