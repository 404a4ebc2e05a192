using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Tests.Support;

/// <summary>Graphs as model files; tensors keep their numbers.</summary>
internal static class GraphFile
{
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
            builder.AddOperator(builtin, 1, [.. node.Inputs.Select(id => id.Value)], [.. node.Outputs.SkipLast(states).Select(id => id.Value)], options);
        }

        variables.AddAssignments(builder);
        return variables.WithInitialValues(builder.Build([.. graph.Inputs.Select(id => id.Value)], [.. graph.Outputs.Select(id => id.Value)]));
    }

    private static HashSet<TensorId> MovedOn(Graph graph) => [.. graph.Nodes.SelectMany(node =>
        node.Operator is IStateful stateful ? stateful.StateInputs.Select(position => node.Inputs[position]) : [])];

    private static TfLiteQuantization? InFile(Quantization? quantization) => quantization is null
        ? null
        : new([.. quantization.Scales], [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);

    private static (BuiltinOperator Builtin, TfLiteOptions? Options) InFile(Node node, Graph graph) => node.Operator switch
    {
        Abs => (BuiltinOperator.Abs, null),
        BatchMatMul product => (BuiltinOperator.BatchMatMul, new BatchMatMulOptions(product.AdjointX, product.AdjointY)),
        Conv2D { Window: var window } convolution => (BuiltinOperator.Conv2D, new Conv2DOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, InFile(convolution.Activation), window.DilationX, window.DilationY)),
        Dequantize => (BuiltinOperator.Dequantize, new DequantizeOptions()),
        Elu => (BuiltinOperator.Elu, null),
        Exp => (BuiltinOperator.Exp, null),
        FullyConnected dense => (BuiltinOperator.FullyConnected, new FullyConnectedOptions(InFile(dense.Activation), KeepDimensions: dense.KeepDimensions)),
        HardSwish => (BuiltinOperator.HardSwish, null),
        L2Normalization => (BuiltinOperator.L2Normalization, new L2NormOptions(TfLiteActivation.None)),
        LeakyRelu leaky => (BuiltinOperator.LeakyRelu, new LeakyReluOptions(leaky.Alpha)),
        LogSoftmax => (BuiltinOperator.LogSoftmax, null),
        Logistic => (BuiltinOperator.Logistic, null),
        Neg => (BuiltinOperator.Neg, null),
        Pack pack => (BuiltinOperator.Pack, new PackOptions(node.Inputs.Count, pack.Axis)),
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
        Rsqrt => (BuiltinOperator.Rsqrt, null),
        ShapeOf => (BuiltinOperator.Shape, new ShapeOptions(TfLiteTensorType.Int32)),
        Softmax softmax => (BuiltinOperator.Softmax, new SoftmaxOptions(softmax.Beta)),
        Sqrt => (BuiltinOperator.Sqrt, null),
        Square => (BuiltinOperator.Square, null),
        StridedSlice slice => (BuiltinOperator.StridedSlice, new StridedSliceOptions(slice.BeginMask, slice.EndMask, 0, 0, slice.ShrinkAxisMask)),
        Svdf svdf => (BuiltinOperator.Svdf, new SvdfOptions(svdf.Rank, Enum.Parse<TfLiteActivation>(svdf.Activation.ToString()))),
        Tanh => (BuiltinOperator.Tanh, null),
        TransposeConv { Window: var window } convolution => (BuiltinOperator.TransposeConv, new TransposeConvOptions(
            InFile(window.Padding), window.StrideX, window.StrideY, InFile(convolution.Activation))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Operator, "no operator of the schema"),
    };

    private static TfLiteActivation InFile(Activation activation) => Enum.Parse<TfLiteActivation>(activation.ToString());

    private static TfLitePadding InFile(Padding padding) => Enum.Parse<TfLitePadding>(padding.ToString());
}
