using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Quantized weights of operators with float32 activations, which become the float32 constants that they stand for.</summary>
/// <remarks>
/// TensorFlow Lite's kernels quantize the activations of such operators on the way, differently for every row; the weights themselves
/// mean scale * (q - zero point), and that is what adc computes with.
/// </remarks>
internal sealed class HybridWeights
{
    private readonly HashSet<int> tensors = [];

    private HybridWeights()
    {
    }

    /// <summary>True for a tensor of the subgraph that becomes float32.</summary>
    public bool Contains(int tensor) => tensors.Contains(tensor);

    /// <summary>Finds the weights, and tells about them once for the model.</summary>
    public static HybridWeights Of(TfLiteModel model, TfLiteSubgraph subgraph, string fileName, DiagnosticBag diagnostics)
    {
        var found = new HybridWeights();
        HashSet<int> computed = [.. subgraph.Inputs, .. subgraph.Outputs, .. subgraph.Operators.SelectMany(@operator => @operator.Outputs)];
        HashSet<int> readOtherwise = [.. subgraph.Operators.Where(@operator => !IsHybrid(subgraph, @operator)).SelectMany(@operator => @operator.Inputs)];
        List<string> named = [];
        foreach ((int index, TfLiteOperator @operator) in subgraph.Operators.Index().Where(pair => IsHybrid(subgraph, pair.Item)))
        {
            string name = Printable.Text(model.CodeOf(@operator).DisplayName);
            int[] weights = [.. @operator.Inputs.Where(tensor => tensor >= 0 && IsByte(subgraph.Tensors[tensor]))];
            TfLiteTensorType type = subgraph.Tensors[weights[0]].Type;
            bool isConstant = weights.All(tensor => !computed.Contains(tensor) && !readOtherwise.Contains(tensor)
                && subgraph.Tensors[tensor] is { IsVariable: false, Quantization: { Scales.Count: > 0 } } weight && !model.DataOf(weight).IsEmpty);
            if (isConstant)
            {
                found.tensors.UnionWith(weights);
                named.Add($"{name} with {NameOf(type)} weights");
            }
            else
            {
                diagnostics.Report(
                    Catalogue.UnsupportedLayer, new Origin(fileName, OperatorIndex: index, Name: subgraph.Tensors[@operator.Outputs[0]].Name),
                    $"{name} with float32 activations and {NameOf(type)} weights that are no constants of its own is not supported; "
                    + "convert the model with quantized activations too, or with float32 weights");
            }
        }

        if (named.Count > 0)
        {
            diagnostics.Report(
                Catalogue.HybridOperators, Origin.OfFile(fileName), string.Join(", ", named.CountBy(name => name).Select(pair => $"{pair.Value} x {pair.Key}")));
        }

        return found;
    }

    /// <summary>scale * (q - zero point), in float32.</summary>
    /// <param name="type">The type in the file, with its quantization.</param>
    public static ConstantData Dequantize(ReadOnlySpan<byte> data, TensorType type)
    {
        Quantization quantization = type.Quantization!;
        int inner = quantization.IsPerChannel ? type.Shape.Extents.Skip(quantization.Axis + 1).Aggregate(1, (product, extent) => product * extent) : 1;
        float[] values = new float[data.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int q = type.Element == ElementType.Int8 ? MemoryMarshal.Cast<byte, sbyte>(data)[i] : data[i], channel = i / inner % quantization.Scales.Count;
            values[i] = quantization.Scales[channel] * (q - quantization.ZeroPoints[channel]);
        }

        return ConstantData.Of<float>(values);
    }

    private static bool IsHybrid(TfLiteSubgraph subgraph, TfLiteOperator @operator)
    {
        TfLiteTensor[] inputs = [.. @operator.Inputs.Where(tensor => tensor >= 0).Select(tensor => subgraph.Tensors[tensor])];
        return @operator.Outputs.Count > 0 && subgraph.Tensors[@operator.Outputs[0]].Type == TfLiteTensorType.Float32
            && inputs.Any(tensor => tensor.Type == TfLiteTensorType.Float32) && inputs.Any(IsByte);
    }

    private static bool IsByte(TfLiteTensor tensor) => tensor.Type is TfLiteTensorType.Int8 or TfLiteTensorType.UInt8;

    private static string NameOf(TfLiteTensorType type) => type.ToString().ToLowerInvariant();
}
