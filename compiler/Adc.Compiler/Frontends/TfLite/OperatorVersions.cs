using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>The newest version of each operator whose meaning adc knows. A later one may mean something else, so it is refused.</summary>
/// <remarks>
/// Versions count the extensions of an operator: new types, new options. Operators that are not listed have only had one. Source: what
/// TensorFlow Lite 2.19 registers, and the versions that its converter writes for a bias of a given type.
/// </remarks>
internal static class OperatorVersions
{
    private static readonly Dictionary<BuiltinOperator, int> Newest = new()
    {
        [BuiltinOperator.Abs] = 5,
        [BuiltinOperator.Add] = 5,
        [BuiltinOperator.ArgMax] = 3,
        [BuiltinOperator.ArgMin] = 3,
        [BuiltinOperator.AveragePool2D] = 3,
        [BuiltinOperator.BatchMatMul] = 4,
        [BuiltinOperator.BatchToSpaceNd] = 4,
        [BuiltinOperator.BroadcastTo] = 3,
        [BuiltinOperator.Cast] = 5,
        [BuiltinOperator.Concatenation] = 4,
        [BuiltinOperator.Conv2D] = 8,
        [BuiltinOperator.DepthToSpace] = 2,
        [BuiltinOperator.DepthwiseConv2D] = 7,
        [BuiltinOperator.Dequantize] = 5,
        [BuiltinOperator.Div] = 2,
        [BuiltinOperator.Equal] = 4,
        [BuiltinOperator.Exp] = 2,
        [BuiltinOperator.Fill] = 4,
        [BuiltinOperator.FullyConnected] = 12,
        [BuiltinOperator.Gather] = 6,
        [BuiltinOperator.Greater] = 2,
        [BuiltinOperator.GreaterEqual] = 3,
        [BuiltinOperator.L2Normalization] = 2,
        [BuiltinOperator.LeakyRelu] = 2,
        [BuiltinOperator.Less] = 3,
        [BuiltinOperator.LessEqual] = 2,
        [BuiltinOperator.LogSoftmax] = 2,
        [BuiltinOperator.Logistic] = 3,
        [BuiltinOperator.MaxPool2D] = 3,
        [BuiltinOperator.Maximum] = 4,
        [BuiltinOperator.Mean] = 3,
        [BuiltinOperator.Minimum] = 4,
        [BuiltinOperator.MirrorPad] = 3,
        [BuiltinOperator.Mul] = 7,
        [BuiltinOperator.NotEqual] = 3,
        [BuiltinOperator.Pack] = 4,
        [BuiltinOperator.Pad] = 4,
        [BuiltinOperator.PadV2] = 4,
        [BuiltinOperator.Quantize] = 3,
        [BuiltinOperator.ReduceMax] = 3,
        [BuiltinOperator.Relu] = 3,
        [BuiltinOperator.Relu6] = 3,
        [BuiltinOperator.ResizeBilinear] = 4,
        [BuiltinOperator.ResizeNearestNeighbor] = 4,
        [BuiltinOperator.Rsqrt] = 2,
        [BuiltinOperator.Select] = 4,
        [BuiltinOperator.SelectV2] = 2,
        [BuiltinOperator.Slice] = 6,
        [BuiltinOperator.Softmax] = 3,
        [BuiltinOperator.SpaceToBatchNd] = 4,
        [BuiltinOperator.SpaceToDepth] = 2,
        [BuiltinOperator.Split] = 4,
        [BuiltinOperator.SplitV] = 2,
        [BuiltinOperator.SquaredDifference] = 2,
        [BuiltinOperator.Squeeze] = 2,
        [BuiltinOperator.StridedSlice] = 8,
        [BuiltinOperator.Sub] = 5,
        [BuiltinOperator.Sum] = 2,
        [BuiltinOperator.Svdf] = 4,
        [BuiltinOperator.Tanh] = 3,
        [BuiltinOperator.Tile] = 3,
        [BuiltinOperator.Transpose] = 6,
        [BuiltinOperator.TransposeConv] = 5,
        [BuiltinOperator.UnidirectionalSequenceLstm] = 4,
        [BuiltinOperator.Unpack] = 4,
    };

    public static int NewestOf(BuiltinOperator @operator) => Newest.GetValueOrDefault(@operator, 1);
}
