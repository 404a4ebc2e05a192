using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Tests.Support;

/// <summary>Graphs as model files; tensors keep their numbers.</summary>
internal static class GraphFile
{
    private const int FirstBroadcast = 2; // the version of the first kernel that the library has

    public static TfLiteModel Of(Graph graph)
    {
        var builder = new TfLiteModelBuilder();
        foreach (Tensor tensor in graph.Tensors)
        {
            builder.AddTensor(
                tensor.Name, Enum.Parse<TfLiteTensorType>(tensor.Type.Element.ToString()), [.. tensor.Type.Shape.Extents],
                InFile(tensor.Type.Quantization), tensor.Data?.Bytes ?? default, isVariable: MovedOn(graph).Contains(tensor.Id));
        }

        var variables = new GraphVariables(graph, [.. graph.States.Where(state => !MovedOn(graph).Contains(state.Before))]);
        variables.AddReads(builder);
        foreach (Node node in graph.Nodes)
        {
            // What an operator moves on is a variable tensor, which the file names once, as an input.
            (BuiltinOperator builtin, TfLiteOptions? options) = InFile(node, graph);
            int states = node.Operator is IStateful stateful ? stateful.StateInputs.Count : 0;
            int version = builtin == BuiltinOperator.BroadcastTo ? FirstBroadcast : 1;
            builder.AddOperator(
                builtin, version, InputsInFile(node), [.. node.Outputs.SkipLast(states).Select(id => id.Value)], options, Intermediates(builder, node, graph));
        }

        variables.AddAssignments(builder);
        return variables.WithInitialValues(builder.Build([.. graph.Inputs.Select(id => id.Value)], [.. graph.Outputs.Select(id => id.Value)]));
    }

    // The file keeps places for peepholes, projection and layer normalization.
    private static int[] InputsInFile(Node node)
    {
        int[] inputs = [.. node.Inputs.Select(id => id.Value)];
        return node.Operator is UnidirectionalSequenceLstm ? [.. inputs[..9], -1, -1, -1, .. inputs[9..13], -1, -1, .. inputs[13..], -1, -1, -1, -1] : inputs;
    }

    // The library takes the quantization of the hidden state from the last of five tensors that it uses for nothing else, and subtracts
    // its zero point where TensorFlow Lite Micro, which does not look there, adds that of the state.
    private static int[]? Intermediates(TfLiteModelBuilder builder, Node node, Graph graph)
    {
        if (node.Operator is not UnidirectionalSequenceLstm || graph.TypeOf(node.Inputs[13]).Quantization is not Quantization hidden)
        {
            return null;
        }

        return [.. Enumerable.Range(0, 5).Select(index => builder.AddTensor($"intermediate_{index}", TfLiteTensorType.Int8, [1], InFile(hidden with { ZeroPoints = [-hidden.ZeroPoint] })))];
    }

    private static HashSet<TensorId> MovedOn(Graph graph) => [.. graph.Nodes.SelectMany(node =>
        node.Operator is IStateful stateful ? stateful.StateInputs.Select(position => node.Inputs[position]) : [])];

    private static TfLiteQuantization? InFile(Quantization? quantization) => quantization is null
        ? null
        : new([.. quantization.Scales], [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);

    private static (BuiltinOperator Builtin, TfLiteOptions? Options) InFile(Node node, Graph graph) => node.Operator switch
    {
        Abs => (BuiltinOperator.Abs, null),
        Add add => (BuiltinOperator.Add, new AddOptions(InFile(add.Activation), PotScaleInt16: false)),
        Comparison comparison => (Enum.Parse<BuiltinOperator>(comparison.Relation.ToString()), null),
        Div div => (BuiltinOperator.Div, new DivOptions(InFile(div.Activation))),
        Extremum extremum => (extremum.IsGreatest ? BuiltinOperator.Maximum : BuiltinOperator.Minimum, null),
        Logical logical => (logical.IsAnd ? BuiltinOperator.LogicalAnd : BuiltinOperator.LogicalOr, null),
        LogicalNot => (BuiltinOperator.LogicalNot, null),
        Mul mul => (BuiltinOperator.Mul, new MulOptions(InFile(mul.Activation))),
        Prelu => (BuiltinOperator.Prelu, null),
        SelectV2 => (BuiltinOperator.SelectV2, null),
        SquaredDifference => (BuiltinOperator.SquaredDifference, null),
        Sub sub => (BuiltinOperator.Sub, new SubOptions(InFile(sub.Activation), PotScaleInt16: false)),
        DepthwiseConv2D { Window: var window } convolution => (BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, graph.TypeOf(node.Inputs[1]).Shape[3] / graph.TypeOf(node.Inputs[0]).Shape[3],
            InFile(convolution.Activation), window.DilationX, window.DilationY)),
        ArgMax => (BuiltinOperator.ArgMax, new ArgMaxOptions(Enum.Parse<TfLiteTensorType>(graph.TypeOf(node.Output).Element.ToString()))),
        ArgMin => (BuiltinOperator.ArgMin, new ArgMinOptions(Enum.Parse<TfLiteTensorType>(graph.TypeOf(node.Output).Element.ToString()))),
        BatchMatMul product => (BuiltinOperator.BatchMatMul, new BatchMatMulOptions(product.AdjointX, product.AdjointY)),
        BatchToSpaceNd => (BuiltinOperator.BatchToSpaceNd, null),
        BroadcastTo => (BuiltinOperator.BroadcastTo, null),
        Cast => (BuiltinOperator.Cast, null),
        Concatenation concatenation => (BuiltinOperator.Concatenation, new ConcatenationOptions(concatenation.Axis, TfLiteActivation.None)),
        Conv2D { Window: var window } convolution => (BuiltinOperator.Conv2D, new Conv2DOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, InFile(convolution.Activation), window.DilationX, window.DilationY)),
        DepthToSpace deep => (BuiltinOperator.DepthToSpace, new DepthToSpaceOptions(deep.BlockSize)),
        Dequantize => (BuiltinOperator.Dequantize, new DequantizeOptions()),
        Elu => (BuiltinOperator.Elu, null),
        Exp => (BuiltinOperator.Exp, null),
        Fill => (BuiltinOperator.Fill, null),
        FullyConnected dense => (BuiltinOperator.FullyConnected, new FullyConnectedOptions(InFile(dense.Activation), KeepDimensions: dense.KeepDimensions)),
        Gather gather => (BuiltinOperator.Gather, new GatherOptions(gather.Axis, gather.BatchDimensions)),
        HardSwish => (BuiltinOperator.HardSwish, null),
        L2Normalization => (BuiltinOperator.L2Normalization, new L2NormOptions(TfLiteActivation.None)),
        LeakyRelu leaky => (BuiltinOperator.LeakyRelu, new LeakyReluOptions(leaky.Alpha)),
        LogSoftmax => (BuiltinOperator.LogSoftmax, null),
        Logistic => (BuiltinOperator.Logistic, null),
        MirrorPad mirror => (BuiltinOperator.MirrorPad, new MirrorPadOptions(mirror.RepeatsEdge ? TfLiteMirrorPadMode.Symmetric : TfLiteMirrorPadMode.Reflect)),
        Neg => (BuiltinOperator.Neg, null),
        Pack pack => (BuiltinOperator.Pack, new PackOptions(node.Inputs.Count, pack.Axis)),
        Pad => (node.Inputs.Count > 2 ? BuiltinOperator.PadV2 : BuiltinOperator.Pad, null),
        Pool2D { Window: var window } pool => (pool.Pooling == Pooling.Average ? BuiltinOperator.AveragePool2D : BuiltinOperator.MaxPool2D, new Pool2DOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, pool.KernelWidth, pool.KernelHeight, InFile(pool.Activation))),
        Quantize => (BuiltinOperator.Quantize, new QuantizeOptions()),
        Reduce { Reduction: Reduction.Mean } reduce => (BuiltinOperator.Mean, new ReducerOptions(reduce.KeepDimensions)),
        Reduce { Reduction: Reduction.Sum } reduce => (BuiltinOperator.Sum, new ReducerOptions(reduce.KeepDimensions)),
        Reduce reduce => (BuiltinOperator.ReduceMax, new ReducerOptions(reduce.KeepDimensions)),
        Relu { Activation: Activation.Relu } => (BuiltinOperator.Relu, null),
        Relu { Activation: Activation.Relu6 } => (BuiltinOperator.Relu6, null),
        Relu => (BuiltinOperator.ReluN1To1, null),
        Reshape => (BuiltinOperator.Reshape, node.Inputs.Count > 1 ? null : new ReshapeOptions([.. graph.TypeOf(node.Output).Shape.Extents])),
        ResizeBilinear resize => (BuiltinOperator.ResizeBilinear, new ResizeBilinearOptions(resize.AlignCorners, resize.HalfPixelCenters)),
        ResizeNearestNeighbor resize => (BuiltinOperator.ResizeNearestNeighbor, new ResizeNearestNeighborOptions(resize.AlignCorners, resize.HalfPixelCenters)),
        Rsqrt => (BuiltinOperator.Rsqrt, null),
        ShapeOf => (BuiltinOperator.Shape, new ShapeOptions(TfLiteTensorType.Int32)),
        Slice => (BuiltinOperator.Slice, null),
        Softmax softmax => (BuiltinOperator.Softmax, new SoftmaxOptions(softmax.Beta)),
        SpaceToBatchNd => (BuiltinOperator.SpaceToBatchNd, null),
        SpaceToDepth deep => (BuiltinOperator.SpaceToDepth, new SpaceToDepthOptions(deep.BlockSize)),
        Split => (BuiltinOperator.Split, new SplitOptions(node.Outputs.Count)),
        SplitV => (BuiltinOperator.SplitV, new SplitVOptions(node.Outputs.Count)),
        Sqrt => (BuiltinOperator.Sqrt, null),
        Square => (BuiltinOperator.Square, null),
        StridedSlice slice => (
            BuiltinOperator.StridedSlice,
            new StridedSliceOptions(slice.BeginMask, slice.EndMask, slice.EllipsisMask, slice.NewAxisMask, slice.ShrinkAxisMask, slice.EndIsOffset)),
        Svdf svdf => (BuiltinOperator.Svdf, new SvdfOptions(svdf.Rank, Enum.Parse<TfLiteActivation>(svdf.Activation.ToString()))),
        Tanh => (BuiltinOperator.Tanh, null),
        Tile => (BuiltinOperator.Tile, null),
        Transpose => (BuiltinOperator.Transpose, null),
        TransposeConv { Window: var window } convolution => (BuiltinOperator.TransposeConv, new TransposeConvOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, InFile(convolution.Activation))),
        UnidirectionalSequenceLstm lstm => (BuiltinOperator.UnidirectionalSequenceLstm, new UnidirectionalSequenceLstmOptions(TfLiteActivation.Tanh, lstm.CellClip, IsTimeMajor: lstm.IsTimeMajor)),
        Unpack unpack => (BuiltinOperator.Unpack, new UnpackOptions(node.Outputs.Count, unpack.Axis)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Operator, "no operator of the schema"),
    };

    private static TfLiteActivation InFile(Activation activation) => Enum.Parse<TfLiteActivation>(activation.ToString());

    private static TfLitePadding InFile(Padding padding) => Enum.Parse<TfLitePadding>(padding.ToString());
}
