using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Every operator that the CPU path lowers, one row each.</summary>
internal static class CpuLowerings
{
    private static readonly Dictionary<Type, ILowering> Table = new()
    {
        [typeof(ArgMax)] = new ArgLowering(largest: true),
        [typeof(ArgMin)] = new ArgLowering(largest: false),
        [typeof(BatchMatMul)] = new BatchMatMulLowering(),
        [typeof(BatchToSpaceNd)] = new BatchToSpaceNdLowering(),
        [typeof(BroadcastTo)] = new BroadcastToLowering(),
        [typeof(Cast)] = new CastLowering(),
        [typeof(Concatenation)] = new ConcatenationLowering(),
        [typeof(Conv2D)] = new Conv2DLowering(),
        [typeof(DepthToSpace)] = new DepthToSpaceLowering(),
        [typeof(Dequantize)] = new DequantizeLowering(),
        [typeof(Fill)] = new FillLowering(),
        [typeof(FullyConnected)] = new FullyConnectedLowering(),
        [typeof(Gather)] = new GatherLowering(),
        [typeof(Logistic)] = new LookupLowering(),
        [typeof(MirrorPad)] = new MirrorPadLowering(),
        [typeof(Pack)] = new PackLowering(),
        [typeof(Pad)] = new PadLowering(),
        [typeof(Pool2D)] = new Pool2DLowering(),
        [typeof(Quantize)] = new QuantizeLowering(),
        [typeof(Reduce)] = new ReduceLowering(),
        [typeof(Relu)] = new LookupLowering(),
        [typeof(Reshape)] = new ReshapeLowering(),
        [typeof(ResizeBilinear)] = new ResizeBilinearLowering(),
        [typeof(ResizeNearestNeighbor)] = new ResizeNearestNeighborLowering(),
        [typeof(Slice)] = new SliceLowering(),
        [typeof(Softmax)] = new SoftmaxLowering(),
        [typeof(SpaceToBatchNd)] = new SpaceToBatchNdLowering(),
        [typeof(SpaceToDepth)] = new SpaceToDepthLowering(),
        [typeof(Split)] = new SplitLowering(data: 1, axis: 0),
        [typeof(SplitV)] = new SplitLowering(data: 0, axis: 2),
        [typeof(StridedSlice)] = new StridedSliceLowering(),
        [typeof(Svdf)] = new SvdfLowering(),
        [typeof(Tanh)] = new LookupLowering(),
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
