using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Converts the tensors of one subgraph; a type that adc has no name for is reported once, where it is first used.</summary>
internal sealed class TfLiteTensorImport(TfLiteModel model, TfLiteSubgraph subgraph, string fileName, DiagnosticBag diagnostics)
{
    private readonly HashSet<int> refused = [];

    /// <summary>The type of a tensor, or null (and a diagnostic) when its element type is unknown to adc.</summary>
    public TensorType? TypeOf(int index, Origin user)
    {
        TfLiteTensor tensor = subgraph.Tensors[index];
        if (ElementOf(tensor.Type) is not ElementType element)
        {
            if (refused.Add(index))
            {
                diagnostics.Report(
                    Catalogue.UnsupportedType, user with { File = fileName },
                    $"tensor '{tensor.Name}' has elements of type {tensor.Type.ToString().ToUpperInvariant()}, which adc does not support");
            }

            return null;
        }

        return new TensorType(element, new Shape(tensor.Shape.ToSequence()), QuantizationOf(tensor, element));
    }

    /// <summary>All tensors in the file's order, so that ids are the file's indices; unknown types stand as empty placeholders.</summary>
    public Sequence<Tensor> All() => subgraph.Tensors.Select((tensor, index) =>
    {
        ReadOnlyMemory<byte> data = tensor.IsVariable ? default : model.DataOf(tensor);
        TensorType? type = ElementOf(tensor.Type) is null ? null : TypeOf(index, Origin.None);
        return new Tensor(
            new TensorId(index), tensor.Name, type ?? new TensorType(ElementType.UInt8, Shape.Of(0)), index,
            type is not null && IsConstant(index, data) ? new ConstantData(data) : null);
    }).ToSequence();

    private bool IsConstant(int index, ReadOnlyMemory<byte> data) =>
        !data.IsEmpty && !subgraph.Inputs.Contains(index);

    private static Quantization? QuantizationOf(TfLiteTensor tensor, ElementType element)
    {
        if (tensor.Quantization is not { Scales.Count: > 0 } source || element is ElementType.Float32 or ElementType.Bool)
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
