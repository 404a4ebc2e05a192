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
                InFile(tensor.Type.Quantization), tensor.Data?.Bytes ?? default);
        }

        foreach (Node node in graph.Nodes)
        {
            (BuiltinOperator builtin, TfLiteOptions? options) = InFile(node, graph);
            builder.AddOperator(builtin, 1, [.. node.Inputs.Select(id => id.Value)], [.. node.Outputs.Select(id => id.Value)], options);
        }

        return builder.Build([.. graph.Inputs.Select(id => id.Value)], [.. graph.Outputs.Select(id => id.Value)]);
    }

    private static TfLiteQuantization? InFile(Quantization? quantization) => quantization is null
        ? null
        : new([.. quantization.Scales], [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);

    private static TfLiteActivation InFile(Activation activation) => Enum.Parse<TfLiteActivation>(activation.ToString());

    private static (BuiltinOperator Builtin, TfLiteOptions? Options) InFile(Node node, Graph graph) => node.Operator switch
    {
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
        FullyConnected dense => (BuiltinOperator.FullyConnected, new FullyConnectedOptions(Enum.Parse<TfLiteActivation>(dense.Activation.ToString()), KeepDimensions: dense.KeepDimensions)),
        Relu { Activation: Activation.Relu } => (BuiltinOperator.Relu, null),
        Relu { Activation: Activation.Relu6 } => (BuiltinOperator.Relu6, null),
        Relu => (BuiltinOperator.ReluN1To1, null),
        Logistic => (BuiltinOperator.Logistic, null),
        Tanh => (BuiltinOperator.Tanh, null),
        Softmax softmax => (BuiltinOperator.Softmax, new SoftmaxOptions(softmax.Beta)),
        Quantize => (BuiltinOperator.Quantize, new QuantizeOptions()),
        Dequantize => (BuiltinOperator.Dequantize, new DequantizeOptions()),
        Reshape => (BuiltinOperator.Reshape, node.Inputs.Count > 1 ? null : new ReshapeOptions([.. graph.TypeOf(node.Output).Shape.Extents])),
        ShapeOf => (BuiltinOperator.Shape, new ShapeOptions(TfLiteTensorType.Int32)),
        StridedSlice slice => (BuiltinOperator.StridedSlice, new StridedSliceOptions(slice.BeginMask, slice.EndMask, 0, 0, slice.ShrinkAxisMask)),
        Pack pack => (BuiltinOperator.Pack, new PackOptions(node.Inputs.Count, pack.Axis)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Operator, "no operator of the schema"),
    };
}
