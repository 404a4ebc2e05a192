using Adc.Compiler.Frontends.TfLite.Operators;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Turns one operator of the file into an operator record, or reports why not and returns null.</summary>
internal delegate Operator? OperatorReader(OperatorSource source);

/// <summary>Every operator that the frontend reads, one row each.</summary>
internal static class OperatorReaders
{
    public static IReadOnlyDictionary<BuiltinOperator, OperatorReader> All { get; } = new SortedDictionary<BuiltinOperator, OperatorReader>
    {
        [BuiltinOperator.ArgMax] = ArgMaxReader.Read,
        [BuiltinOperator.ArgMin] = ArgMinReader.Read,
        [BuiltinOperator.AveragePool2D] = Pool2DReader.ReadAverage,
        [BuiltinOperator.BatchMatMul] = BatchMatMulReader.Read,
        [BuiltinOperator.BatchToSpaceNd] = BatchToSpaceNdReader.Read,
        [BuiltinOperator.BroadcastTo] = BroadcastToReader.Read,
        [BuiltinOperator.Cast] = CastReader.Read,
        [BuiltinOperator.Concatenation] = ConcatenationReader.Read,
        [BuiltinOperator.Conv2D] = Conv2DReader.Read,
        [BuiltinOperator.DepthToSpace] = DepthToSpaceReader.Read,
        [BuiltinOperator.Dequantize] = DequantizeReader.Read,
        [BuiltinOperator.ExpandDims] = ReshapeReader.ReadExpandDims,
        [BuiltinOperator.Fill] = FillReader.Read,
        [BuiltinOperator.FullyConnected] = FullyConnectedReader.Read,
        [BuiltinOperator.Gather] = GatherReader.Read,
        [BuiltinOperator.Logistic] = LogisticReader.Read,
        [BuiltinOperator.MaxPool2D] = Pool2DReader.ReadMax,
        [BuiltinOperator.Mean] = ReduceReader.ReadMean,
        [BuiltinOperator.MirrorPad] = MirrorPadReader.Read,
        [BuiltinOperator.Pack] = PackReader.Read,
        [BuiltinOperator.Pad] = PadReader.Read,
        [BuiltinOperator.PadV2] = PadReader.Read,
        [BuiltinOperator.Quantize] = QuantizeReader.Read,
        [BuiltinOperator.ReduceMax] = ReduceReader.ReadMax,
        [BuiltinOperator.Relu] = ReluReader.Read,
        [BuiltinOperator.Relu6] = ReluReader.ReadRelu6,
        [BuiltinOperator.ReluN1To1] = ReluReader.ReadReluN1To1,
        [BuiltinOperator.Reshape] = ReshapeReader.Read,
        [BuiltinOperator.ResizeBilinear] = ResizeBilinearReader.Read,
        [BuiltinOperator.ResizeNearestNeighbor] = ResizeNearestNeighborReader.Read,
        [BuiltinOperator.Shape] = ShapeOfReader.Read,
        [BuiltinOperator.Slice] = SliceReader.Read,
        [BuiltinOperator.Softmax] = SoftmaxReader.Read,
        [BuiltinOperator.SpaceToBatchNd] = SpaceToBatchNdReader.Read,
        [BuiltinOperator.SpaceToDepth] = SpaceToDepthReader.Read,
        [BuiltinOperator.Split] = SplitReader.Read,
        [BuiltinOperator.SplitV] = SplitVReader.Read,
        [BuiltinOperator.Squeeze] = ReshapeReader.ReadSqueeze,
        [BuiltinOperator.StridedSlice] = StridedSliceReader.Read,
        [BuiltinOperator.Sum] = ReduceReader.ReadSum,
        [BuiltinOperator.Svdf] = SvdfReader.Read,
        [BuiltinOperator.Tanh] = TanhReader.Read,
        [BuiltinOperator.Tile] = TileReader.Read,
        [BuiltinOperator.Transpose] = TransposeReader.Read,
        [BuiltinOperator.TransposeConv] = TransposeConvReader.Read,
        [BuiltinOperator.UnidirectionalSequenceLstm] = UnidirectionalSequenceLstmReader.Read,
        [BuiltinOperator.Unpack] = UnpackReader.Read,
    };
}
