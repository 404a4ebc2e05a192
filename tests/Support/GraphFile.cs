using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Tests.Support;

/// <summary>Writes a graph as the .tflite file that a converter would have made of it.</summary>
internal static class GraphFile
{
    public static byte[] Of(Graph graph)
    {
        var builder = new TfLiteModelBuilder(graph.Name);
        foreach (Tensor tensor in graph.Tensors)
        {
            builder.AddTensor(
                tensor.Name, TypeOf(tensor.Type.Element), tensor.Type.Shape.Extents, QuantizationOf(tensor.Type.Quantization), tensor.Data?.Bytes ?? default);
        }

        foreach (Node node in graph.Nodes)
        {
            (BuiltinOperator builtin, TfLiteOptions? options) = OperatorOf(node.Operator, node.Inputs.Count);
            builder.AddOperator(builtin, 1, Indices(node.Inputs), Indices(node.Outputs), options);
        }

        return TfLiteWriter.Write(builder.Build(Indices(graph.Inputs), Indices(graph.Outputs)));
    }

    private static int[] Indices(Sequence<TensorId> ids) => [.. ids.Select(id => id.Value)];

    private static TfLiteQuantization? QuantizationOf(Quantization? quantization) => quantization is null
        ? null
        : new(quantization.Scales, [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);

    private static TfLiteTensorType TypeOf(ElementType element) => element switch
    {
        ElementType.Bool => TfLiteTensorType.Bool,
        ElementType.Float32 => TfLiteTensorType.Float32,
        ElementType.Int16 => TfLiteTensorType.Int16,
        ElementType.Int32 => TfLiteTensorType.Int32,
        ElementType.Int64 => TfLiteTensorType.Int64,
        ElementType.Int8 => TfLiteTensorType.Int8,
        _ => TfLiteTensorType.UInt8,
    };

    private static (BuiltinOperator Builtin, TfLiteOptions? Options) OperatorOf(Operator @operator, int inputs) => @operator switch
    {
        Dequantize => (BuiltinOperator.Dequantize, new DequantizeOptions()),
        FullyConnected dense => (BuiltinOperator.FullyConnected, new FullyConnectedOptions(ActivationOf(dense.Activation), KeepDimensions: dense.KeepDimensions)),
        Logistic => (BuiltinOperator.Logistic, null),
        Pack pack => (BuiltinOperator.Pack, new PackOptions(inputs, pack.Axis)),
        Quantize => (BuiltinOperator.Quantize, new QuantizeOptions()),
        Relu { Activation: Activation.Relu } => (BuiltinOperator.Relu, null),
        Relu { Activation: Activation.Relu6 } => (BuiltinOperator.Relu6, null),
        Relu => (BuiltinOperator.ReluN1To1, null),
        Reshape => (BuiltinOperator.Reshape, null),
        ShapeOf => (BuiltinOperator.Shape, new ShapeOptions(TfLiteTensorType.Int32)),
        Softmax softmax => (BuiltinOperator.Softmax, new SoftmaxOptions(softmax.Beta)),
        StridedSlice slice => (BuiltinOperator.StridedSlice, new StridedSliceOptions(slice.BeginMask, slice.EndMask, 0, 0, slice.ShrinkAxisMask)),
        Tanh => (BuiltinOperator.Tanh, null),
        _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "write down how the file spells it"),
    };

    private static TfLiteActivation ActivationOf(Activation activation) => activation switch
    {
        Activation.Relu => TfLiteActivation.Relu,
        Activation.Relu6 => TfLiteActivation.Relu6,
        Activation.ReluN1To1 => TfLiteActivation.ReluN1To1,
        _ => TfLiteActivation.None,
    };
}
