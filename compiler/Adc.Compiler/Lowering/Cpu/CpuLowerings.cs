using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Every operator that the CPU path lowers, one row each.</summary>
internal static class CpuLowerings
{
    private static readonly Dictionary<Type, ILowering> Table = new()
    {
        [typeof(Abs)] = new ElementwiseLowering(Kernels.AbsF32, ofInt8: true, Int16Calls.Abs, null, Int16Calls.ScaleRatio),
        [typeof(BatchMatMul)] = new BatchMatMulLowering(),
        [typeof(Conv2D)] = new Conv2DLowering(),
        [typeof(Dequantize)] = new DequantizeLowering(),
        [typeof(Elu)] = new ElementwiseLowering(Kernels.EluF32, ofInt8: true),
        [typeof(Exp)] = new ElementwiseLowering(Kernels.ExpF32),
        [typeof(FullyConnected)] = new FullyConnectedLowering(),
        [typeof(HardSwish)] = new ElementwiseLowering(Kernels.HardSwishF32, ofInt8: true, null, null, Rules.HardSwishScales),
        [typeof(L2Normalization)] = new L2NormalizationLowering(),
        [typeof(LeakyRelu)] = new ElementwiseLowering(Kernels.LeakyReluF32, ofInt8: true, Int16Calls.LeakyRelu, RealParameters.Alpha, Int16Calls.ScaleRatio, Int16Calls.RisingSlope),
        [typeof(LogSoftmax)] = new LogSoftmaxLowering(),
        [typeof(Logistic)] = new ElementwiseLowering(Kernels.LogisticF32, ofInt8: true, Int16Calls.Logistic, null, Int16Calls.SigmoidScales),
        [typeof(Neg)] = new ElementwiseLowering(Kernels.NegF32),
        [typeof(Pool2D)] = new Pool2DLowering(),
        [typeof(Quantize)] = new QuantizeLowering(),
        [typeof(Reduce)] = new ReduceLowering(),
        [typeof(Relu)] = new ElementwiseLowering(Kernels.ClampF32, ofInt8: true, Int16Calls.Relu, RealParameters.Bounds, Int16Calls.ScaleRatio),
        [typeof(Reshape)] = new ReshapeLowering(),
        [typeof(Rsqrt)] = new ElementwiseLowering(Kernels.RsqrtF32, ofInt8: true),
        [typeof(Softmax)] = new SoftmaxLowering(),
        [typeof(Sqrt)] = new ElementwiseLowering(Kernels.SqrtF32),
        [typeof(Square)] = new ElementwiseLowering(Kernels.SquareF32),
        [typeof(Svdf)] = new SvdfLowering(),
        [typeof(Tanh)] = new ElementwiseLowering(Kernels.TanhF32, ofInt8: true, Int16Calls.Tanh, null, Int16Calls.SigmoidScales),
        [typeof(TransposeConv)] = new TransposeConvLowering(),
    };

    /// <summary>Operator records that have no lowering because they only ever occur on constants, and so are folded away.</summary>
    public static IReadOnlySet<Type> FoldedOnly { get; } = new HashSet<Type> { typeof(ShapeOf), typeof(StridedSlice), typeof(Pack) };

    public static IReadOnlyDictionary<Type, ILowering> All => Table;

    public static ILowering? Of(Operator @operator) => Table.GetValueOrDefault(@operator.GetType());
}
