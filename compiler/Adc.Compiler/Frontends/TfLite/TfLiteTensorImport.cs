using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Converts the tensors of one subgraph; one that adc cannot hold is reported once, where it is first used.</summary>
/// <param name="hybrid">Constants that are read as float32.</param>
internal sealed class TfLiteTensorImport(TfLiteModel model, TfLiteSubgraph subgraph, HybridWeights hybrid, string fileName, DiagnosticBag diagnostics)
{
    private readonly HashSet<int> refused = [];
    private readonly HashSet<int> fed = [.. subgraph.Inputs, .. subgraph.Operators.SelectMany(@operator => @operator.Outputs)];

    /// <summary>The type of a tensor, or null (and a diagnostic) when adc cannot hold such a tensor.</summary>
    public TensorType? TypeOf(int index, Origin user)
    {
        TfLiteTensor tensor = subgraph.Tensors[index];
        TensorType? type = TypeOf(index);
        if (type is null && refused.Add(index))
        {
            diagnostics.Report(
                Catalogue.UnsupportedType, user with { File = fileName },
                $"tensor '{Printable.Text(tensor.Name)}' has elements of type {tensor.Type.ToString().ToUpperInvariant()}, which adc does not support");
        }

        return type;
    }

    /// <summary>All tensors in the file's order, so that ids are the file's indices; unknown types stand as empty placeholders.</summary>
    public Sequence<Tensor> All() => subgraph.Tensors.Select((tensor, index) =>
    {
        TensorType? type = TypeOf(index);
        ConstantData? data = type is null || tensor.IsVariable || fed.Contains(index) ? null
            : hybrid.Contains(index) ? HybridWeights.Dequantize(model.DataOf(tensor).Span, TypeOf(tensor)!)
            : DataOf(tensor, type);
        return new Tensor(new TensorId(index), tensor.Name, type ?? new TensorType(ElementType.UInt8, Shape.Of(0)), index, data);
    }).ToSequence();

    // A tensor without elements has no bytes and still is a constant, unless somebody writes it.
    private ConstantData? DataOf(TfLiteTensor tensor, TensorType type)
    {
        ReadOnlyMemory<byte> data = model.DataOf(tensor);
        return data.IsEmpty && type.SizeInBytes > 0 ? null : new ConstantData(data);
    }

    private TensorType? TypeOf(int index) =>
        hybrid.Contains(index) ? new TensorType(ElementType.Float32, TypeOf(subgraph.Tensors[index])!.Shape) : TypeOf(subgraph.Tensors[index]);

    private static TensorType? TypeOf(TfLiteTensor tensor) => ElementOf(tensor.Type) is ElementType element
        ? new TensorType(element, new Shape(tensor.Shape.ToSequence()), QuantizationOf(tensor, element))
        : null;

    private static Quantization? QuantizationOf(TfLiteTensor tensor, ElementType element)
    {
        if (tensor.Quantization is not { Scales.Count: > 0 } source || element is ElementType.Float32 or ElementType.Bool or ElementType.Int64)
        {
            return null;
        }

        Sequence<int> zeroPoints = source.ZeroPoints.Count == source.Scales.Count
            ? source.ZeroPoints.Select(zeroPoint => (int)zeroPoint).ToSequence()
            : Enumerable.Repeat(source.ZeroPoints.Count == 0 ? 0 : (int)source.ZeroPoints[0], source.Scales.Count).ToSequence();
        return new Quantization(source.Scales.ToSequence(), zeroPoints, source.Scales.Count > 1 ? source.QuantizedDimension : 0);
    }

    private static ElementType? ElementOf(TfLiteTensorType type) => type switch
    {
        TfLiteTensorType.Float32 => ElementType.Float32,
        TfLiteTensorType.Int8 => ElementType.Int8,
        TfLiteTensorType.UInt8 => ElementType.UInt8,
        TfLiteTensorType.Int16 => ElementType.Int16,
        TfLiteTensorType.Int32 => ElementType.Int32,
        TfLiteTensorType.Int64 => ElementType.Int64,
        TfLiteTensorType.Bool => ElementType.Bool,
        _ => null,
    };
}
