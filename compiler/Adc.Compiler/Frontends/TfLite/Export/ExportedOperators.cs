using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Export;

/// <summary>Every operator and what a file calls it, one row each: the way back from <see cref="OperatorReaders"/>.</summary>
internal static class ExportedOperators
{
    private static readonly Dictionary<Type, Func<Node, Graph, OperatorInFile>> Rows = new()
    {
        [typeof(Abs)] = Plain(BuiltinOperator.Abs),
        [typeof(Add)] = Of<Add>(add => new(BuiltinOperator.Add, new AddOptions(InFile(add.Activation), PotScaleInt16: false))),
        [typeof(ArgMax)] = (node, graph) => new(BuiltinOperator.ArgMax, new ArgMaxOptions(OutputElement(node, graph))),
        [typeof(ArgMin)] = (node, graph) => new(BuiltinOperator.ArgMin, new ArgMinOptions(OutputElement(node, graph))),
        [typeof(BatchMatMul)] = Of<BatchMatMul>(product => new(BuiltinOperator.BatchMatMul, new BatchMatMulOptions(product.AdjointX, product.AdjointY))),
        [typeof(BatchToSpaceNd)] = Plain(BuiltinOperator.BatchToSpaceNd),
        [typeof(BroadcastTo)] = Plain(BuiltinOperator.BroadcastTo),
        [typeof(Cast)] = (node, graph) => new(
            BuiltinOperator.Cast, new CastOptions(TfLiteExport.ElementInFile(graph.TypeOf(node.Inputs[0]).Element), OutputElement(node, graph))),
        [typeof(Comparison)] = Of<Comparison>(comparison => new(Enum.Parse<BuiltinOperator>(comparison.Relation.ToString()))),
        [typeof(Concatenation)] = Of<Concatenation>(
            concatenation => new(BuiltinOperator.Concatenation, new ConcatenationOptions(concatenation.Axis, TfLiteActivation.None))),
        [typeof(Conv2D)] = Of<Conv2D>(convolution => new(BuiltinOperator.Conv2D, Options(convolution, convolution.Window))),
        [typeof(DepthToSpace)] = Of<DepthToSpace>(deep => new(BuiltinOperator.DepthToSpace, new DepthToSpaceOptions(deep.BlockSize))),
        [typeof(DepthwiseConv2D)] = WriteDepthwise,
        [typeof(Dequantize)] = Plain(BuiltinOperator.Dequantize, new DequantizeOptions()),
        [typeof(Div)] = Of<Div>(div => new(BuiltinOperator.Div, new DivOptions(InFile(div.Activation)))),
        [typeof(Elu)] = Plain(BuiltinOperator.Elu),
        [typeof(Exp)] = Plain(BuiltinOperator.Exp),
        [typeof(Extremum)] = Of<Extremum>(extremum => new(extremum.IsGreatest ? BuiltinOperator.Maximum : BuiltinOperator.Minimum)),
        [typeof(Fill)] = Plain(BuiltinOperator.Fill),
        [typeof(FullyConnected)] = Of<FullyConnected>(
            dense => new(BuiltinOperator.FullyConnected, new FullyConnectedOptions(InFile(dense.Activation), KeepDimensions: dense.KeepDimensions))),
        [typeof(Gather)] = Of<Gather>(gather => new(BuiltinOperator.Gather, new GatherOptions(gather.Axis, gather.BatchDimensions))),
        [typeof(HardSwish)] = Plain(BuiltinOperator.HardSwish),
        [typeof(L2Normalization)] = Plain(BuiltinOperator.L2Normalization, new L2NormOptions(TfLiteActivation.None)),
        [typeof(LeakyRelu)] = Of<LeakyRelu>(leaky => new(BuiltinOperator.LeakyRelu, new LeakyReluOptions(leaky.Alpha))),
        [typeof(LogSoftmax)] = Plain(BuiltinOperator.LogSoftmax),
        [typeof(Logical)] = Of<Logical>(logical => new(logical.IsAnd ? BuiltinOperator.LogicalAnd : BuiltinOperator.LogicalOr)),
        [typeof(LogicalNot)] = Plain(BuiltinOperator.LogicalNot),
        [typeof(Logistic)] = Plain(BuiltinOperator.Logistic),
        [typeof(MirrorPad)] = Of<MirrorPad>(mirror => new(
            BuiltinOperator.MirrorPad, new MirrorPadOptions(mirror.RepeatsEdge ? TfLiteMirrorPadMode.Symmetric : TfLiteMirrorPadMode.Reflect))),
        [typeof(Mul)] = Of<Mul>(mul => new(BuiltinOperator.Mul, new MulOptions(InFile(mul.Activation)))),
        [typeof(Neg)] = Plain(BuiltinOperator.Neg),
        [typeof(Pack)] = (node, _) => new(BuiltinOperator.Pack, new PackOptions(node.Inputs.Count, ((Pack)node.Operator).Axis)),
        [typeof(Pad)] = (node, _) => new(node.Inputs.Count > 2 ? BuiltinOperator.PadV2 : BuiltinOperator.Pad),
        [typeof(Pool2D)] = Of<Pool2D>(pool => new(
            pool.Pooling == Pooling.Average ? BuiltinOperator.AveragePool2D : BuiltinOperator.MaxPool2D,
            new Pool2DOptions(
                InFile(pool.Window.Padding), pool.Window.StrideX, pool.Window.StrideY, pool.KernelWidth, pool.KernelHeight, InFile(pool.Activation)))),
        [typeof(Prelu)] = Plain(BuiltinOperator.Prelu),
        [typeof(Quantize)] = Plain(BuiltinOperator.Quantize, new QuantizeOptions()),
        [typeof(Reduce)] = Of<Reduce>(reduce => new(InFile(reduce.Reduction), new ReducerOptions(reduce.KeepDimensions))),
        [typeof(Relu)] = Of<Relu>(relu => new(InFileAlone(relu.Activation))),
        [typeof(Reshape)] = (node, graph) => new(
            BuiltinOperator.Reshape, node.Inputs.Count > 1 ? null : new ReshapeOptions([.. graph.TypeOf(node.Output).Shape.Extents])),
        [typeof(ResizeBilinear)] = Of<ResizeBilinear>(
            resize => new(BuiltinOperator.ResizeBilinear, new ResizeBilinearOptions(resize.AlignCorners, resize.HalfPixelCenters))),
        [typeof(ResizeNearestNeighbor)] = Of<ResizeNearestNeighbor>(
            resize => new(BuiltinOperator.ResizeNearestNeighbor, new ResizeNearestNeighborOptions(resize.AlignCorners, resize.HalfPixelCenters))),
        [typeof(Rsqrt)] = Plain(BuiltinOperator.Rsqrt),
        [typeof(SelectV2)] = Plain(BuiltinOperator.SelectV2),
        [typeof(ShapeOf)] = (node, graph) => new(BuiltinOperator.Shape, new ShapeOptions(OutputElement(node, graph))),
        [typeof(Slice)] = Plain(BuiltinOperator.Slice),
        [typeof(Softmax)] = Of<Softmax>(softmax => new(BuiltinOperator.Softmax, new SoftmaxOptions(softmax.Beta))),
        [typeof(SpaceToBatchNd)] = Plain(BuiltinOperator.SpaceToBatchNd),
        [typeof(SpaceToDepth)] = Of<SpaceToDepth>(deep => new(BuiltinOperator.SpaceToDepth, new SpaceToDepthOptions(deep.BlockSize))),
        [typeof(Split)] = (node, _) => new(BuiltinOperator.Split, new SplitOptions(node.Outputs.Count)),
        [typeof(SplitV)] = (node, _) => new(BuiltinOperator.SplitV, new SplitVOptions(node.Outputs.Count)),
        [typeof(Sqrt)] = Plain(BuiltinOperator.Sqrt),
        [typeof(Square)] = Plain(BuiltinOperator.Square),
        [typeof(SquaredDifference)] = Plain(BuiltinOperator.SquaredDifference),
        [typeof(StridedSlice)] = Of<StridedSlice>(slice => new(
            BuiltinOperator.StridedSlice,
            new StridedSliceOptions(slice.BeginMask, slice.EndMask, slice.EllipsisMask, slice.NewAxisMask, slice.ShrinkAxisMask, slice.EndIsOffset))),
        [typeof(Sub)] = Of<Sub>(sub => new(BuiltinOperator.Sub, new SubOptions(InFile(sub.Activation), PotScaleInt16: false))),
        [typeof(Svdf)] = Of<Svdf>(svdf => new(BuiltinOperator.Svdf, new SvdfOptions(svdf.Rank, InFile(svdf.Activation)))),
        [typeof(Tanh)] = Plain(BuiltinOperator.Tanh),
        [typeof(Tile)] = Plain(BuiltinOperator.Tile),
        [typeof(Transpose)] = Plain(BuiltinOperator.Transpose),
        [typeof(TransposeConv)] = Of<TransposeConv>(convolution => new(
            BuiltinOperator.TransposeConv,
            new TransposeConvOptions(
                InFile(convolution.Window.Padding), convolution.Window.StrideX, convolution.Window.StrideY, InFile(convolution.Activation)))),
        [typeof(UnidirectionalSequenceLstm)] = Of<UnidirectionalSequenceLstm>(lstm => new(
            BuiltinOperator.UnidirectionalSequenceLstm,
            new UnidirectionalSequenceLstmOptions(TfLiteActivation.Tanh, lstm.CellClip, IsTimeMajor: lstm.IsTimeMajor))),
        [typeof(Unpack)] = (node, _) => new(BuiltinOperator.Unpack, new UnpackOptions(node.Outputs.Count, ((Unpack)node.Operator).Axis)),
    };

    /// <summary>The operators that can be written.</summary>
    public static IReadOnlyCollection<Type> Operators => Rows.Keys;

    public static OperatorInFile Write(Node node, Graph graph) => Rows[node.Operator.GetType()](node, graph);

    private static Func<Node, Graph, OperatorInFile> Plain(BuiltinOperator builtin, TfLiteOptions? options = null) => (_, _) => new(builtin, options);

    private static Func<Node, Graph, OperatorInFile> Of<T>(Func<T, OperatorInFile> write)
        where T : Operator => (node, _) => write((T)node.Operator);

    private static Conv2DOptions Options(Conv2D convolution, Window window) => new(
        InFile(window.Padding), window.StrideX, window.StrideY, InFile(convolution.Activation), window.DilationX, window.DilationY);

    private static OperatorInFile WriteDepthwise(Node node, Graph graph)
    {
        var convolution = (DepthwiseConv2D)node.Operator;
        Window window = convolution.Window;
        int multiplier = graph.TypeOf(node.Inputs[1]).Shape[3] / graph.TypeOf(node.Inputs[0]).Shape[3];
        return new(BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, multiplier, InFile(convolution.Activation), window.DilationX, window.DilationY));
    }

    private static TfLiteTensorType OutputElement(Node node, Graph graph) => TfLiteExport.ElementInFile(graph.TypeOf(node.Output).Element);

    private static BuiltinOperator InFile(Reduction reduction) => reduction switch
    {
        Reduction.Mean => BuiltinOperator.Mean,
        Reduction.Sum => BuiltinOperator.Sum,
        Reduction.Max => BuiltinOperator.ReduceMax,
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "no operator of the schema"),
    };

    private static BuiltinOperator InFileAlone(Activation activation) => activation switch
    {
        Activation.Relu => BuiltinOperator.Relu,
        Activation.Relu6 => BuiltinOperator.Relu6,
        Activation.ReluN1To1 => BuiltinOperator.ReluN1To1,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no operator of the schema"),
    };

    private static TfLiteActivation InFile(Activation activation) => Enum.Parse<TfLiteActivation>(activation.ToString());

    private static TfLitePadding InFile(Padding padding) => Enum.Parse<TfLitePadding>(padding.ToString());
}
