using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Every operator that the CPU path lowers, one row each.</summary>
internal static class CpuLowerings
{
    private static readonly Dictionary<Type, ILowering> Table = new()
    {
        [typeof(Abs)] = new ElementwiseLowering(Kernels.AbsF32, ofInt8: true, Int16Calls.Abs, null, Int16Calls.ScaleRatio),
        [typeof(Add)] = new SumLowering(),
        [typeof(ArgMax)] = new ArgLowering(largest: true),
        [typeof(ArgMin)] = new ArgLowering(largest: false),
        [typeof(BatchMatMul)] = new BatchMatMulLowering(),
        [typeof(BatchToSpaceNd)] = new BatchToSpaceNdLowering(),
        [typeof(BroadcastTo)] = new BroadcastToLowering(),
        [typeof(Cast)] = new CastLowering(),
        [typeof(Comparison)] = new ComparisonLowering(),
        [typeof(Concatenation)] = new ConcatenationLowering(),
        [typeof(Conv2D)] = new Conv2DLowering(),
        [typeof(DepthToSpace)] = new DepthToSpaceLowering(),
        [typeof(DepthwiseConv2D)] = new DepthwiseConv2DLowering(),
        [typeof(Dequantize)] = new DequantizeLowering(),
        [typeof(Div)] = new FloatArithmeticLowering(),
        [typeof(Elu)] = new ElementwiseLowering(Kernels.EluF32, ofInt8: true),
        [typeof(Exp)] = new ElementwiseLowering(Kernels.ExpF32),
        [typeof(Extremum)] = new ExtremumLowering(),
        [typeof(Fill)] = new FillLowering(),
        [typeof(FullyConnected)] = new FullyConnectedLowering(),
        [typeof(Gather)] = new GatherLowering(),
        [typeof(HardSwish)] = new ElementwiseLowering(Kernels.HardSwishF32, ofInt8: true, null, null, Rules.HardSwishScales),
        [typeof(L2Normalization)] = new L2NormalizationLowering(),
        [typeof(LeakyRelu)] = new ElementwiseLowering(Kernels.LeakyReluF32, ofInt8: true, Int16Calls.LeakyRelu, RealParameters.Alpha, Int16Calls.ScaleRatio, Int16Calls.RisingSlope),
        [typeof(LogSoftmax)] = new LogSoftmaxLowering(),
        [typeof(Logical)] = new LogicalLowering(),
        [typeof(LogicalNot)] = new LogicalLowering(),
        [typeof(Logistic)] = new ElementwiseLowering(Kernels.LogisticF32, ofInt8: true, Int16Calls.Logistic, null, Int16Calls.SigmoidScales),
        [typeof(MirrorPad)] = new MirrorPadLowering(),
        [typeof(Mul)] = new MulLowering(),
        [typeof(Neg)] = new ElementwiseLowering(Kernels.NegF32),
        [typeof(Pack)] = new PackLowering(),
        [typeof(Pad)] = new PadLowering(),
        [typeof(Pool2D)] = new Pool2DLowering(),
        [typeof(Prelu)] = new PreluLowering(),
        [typeof(Quantize)] = new QuantizeLowering(),
        [typeof(Reduce)] = new ReduceLowering(),
        [typeof(Relu)] = new ElementwiseLowering(Kernels.ClampF32, ofInt8: true, Int16Calls.Relu, RealParameters.Bounds, Int16Calls.ScaleRatio),
        [typeof(Reshape)] = new ReshapeLowering(),
        [typeof(ResizeBilinear)] = new ResizeBilinearLowering(),
        [typeof(ResizeNearestNeighbor)] = new ResizeNearestNeighborLowering(),
        [typeof(Rsqrt)] = new ElementwiseLowering(Kernels.RsqrtF32, ofInt8: true),
        [typeof(SelectV2)] = new SelectV2Lowering(),
        [typeof(Slice)] = new SliceLowering(),
        [typeof(Softmax)] = new SoftmaxLowering(),
        [typeof(SpaceToBatchNd)] = new SpaceToBatchNdLowering(),
        [typeof(SpaceToDepth)] = new SpaceToDepthLowering(),
        [typeof(Split)] = new SplitLowering(data: 1, axis: 0),
        [typeof(SplitV)] = new SplitLowering(data: 0, axis: 2),
        [typeof(Sqrt)] = new ElementwiseLowering(Kernels.SqrtF32),
        [typeof(Square)] = new ElementwiseLowering(Kernels.SquareF32),
        [typeof(SquaredDifference)] = new SquaredDifferenceLowering(),
        [typeof(StridedSlice)] = new StridedSliceLowering(),
        [typeof(Sub)] = new SumLowering(),
        [typeof(Svdf)] = new SvdfLowering(),
        [typeof(Tanh)] = new ElementwiseLowering(Kernels.TanhF32, ofInt8: true, Int16Calls.Tanh, null, Int16Calls.SigmoidScales),
        [typeof(Tile)] = new TileLowering(),
        [typeof(Transpose)] = new TransposeLowering(),
        [typeof(TransposeConv)] = new TransposeConvLowering(),
        [typeof(UnidirectionalSequenceLstm)] = new UnidirectionalSequenceLstmLowering(),
        [typeof(Unpack)] = new UnpackLowering(),
    };

    /// <summary>Operator records that have no lowering because they only ever occur on constants, and so are folded away.</summary>
    public static IReadOnlySet<Type> FoldedOnly { get; } = new HashSet<Type> { typeof(ShapeOf) };

    public static IReadOnlyDictionary<Type, ILowering> All => Table;

    public static ILowering? Of(Operator @operator) => Table.GetValueOrDefault(@operator.GetType());
}
