using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation;

/// <summary>Rows for one model input from a .npy file: the first axis counts rows, the others are the input's shape.</summary>
/// <param name="Rows">Bytes of each row in the input's element type.</param>
/// <param name="KeepsLeadingOne">The file's rows carry the model's batch axis of 1.</param>
public sealed record NpyRows(Sequence<ConstantData> Rows, bool KeepsLeadingOne)
{
    /// <summary>Reads a file; float values for a quantized input are quantized as the QUANTIZE operator does.</summary>
    /// <param name="key">What the user named the file by: "--input", "test_data".</param>
    /// <param name="reshape">Permits rows of another shape with as many values.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static NpyRows? Read(string key, string path, string displayPath, TensorType input, bool reshape, Origin origin, DiagnosticBag diagnostics)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            diagnostics.Report(Catalogue.FileMissing, origin, key, displayPath, reason);
            return null;
        }

        NpyReadResult result = NpyReader.Read(file);
        if (result.Array is not NpyArray array)
        {
            diagnostics.Report(Catalogue.NotNpy, origin, key, displayPath, result.Problem ?? "unknown problem");
            return null;
        }

        return Split(key, displayPath, array, input, reshape, origin, diagnostics);
    }

    private static NpyRows? Split(string key, string displayPath, NpyArray array, TensorType input, bool reshape, Origin origin, DiagnosticBag diagnostics)
    {
        int[] rowShape = [.. array.Shape.Skip(1)];
        int[] wanted = [.. input.Shape.Extents];
        bool leadingOne = rowShape.SequenceEqual(wanted);
        bool fits = array.Shape.Count > 0
            && (leadingOne || (wanted is [1, ..] && rowShape.SequenceEqual(wanted.Skip(1))) || (reshape && rowShape.Aggregate(1L, (product, extent) => product * extent) == input.Shape.ElementCount));
        if (!fits)
        {
            diagnostics.Report(Catalogue.DataShape, origin, key, displayPath, $"[{string.Join(",", rowShape)}]", "input", input.Shape.ToString());
            return null;
        }

        if (Convert(array, input) is not byte[] values)
        {
            diagnostics.Report(Catalogue.DataType, origin, key, displayPath, array.Type.ToString().ToLowerInvariant(), TestSet.ExpectedTypes(input));
            return null;
        }

        if (FindNotFinite(array) is (int row, int element, float value))
        {
            diagnostics.Report(Catalogue.DataNotFinite, origin, key, displayPath, row, element, value);
            return null;
        }

        int rowBytes = input.SizeInBytes;
        return new NpyRows(
            Enumerable.Range(0, array.Shape[0]).Select(index => new ConstantData(values.AsMemory(index * rowBytes, rowBytes))).ToSequence(),
            leadingOne);
    }

    private static byte[]? Convert(NpyArray array, TensorType input) =>
        array.Type == NpyElementTypeOf(input.Element) ? array.Data.ToArray()
        : RealValues.Of(array.Data.Span, array.Type) is float[] reals ? RealValues.ToTensor(reals, input)
        : null;

    private static (int Row, int Element, float Value)? FindNotFinite(NpyArray array)
    {
        if (RealValues.Of(array.Data.Span, array.Type) is not float[] values)
        {
            return null;
        }

        int index = Array.FindIndex(values, value => !float.IsFinite(value));
        int rowLength = array.Shape[0] == 0 ? 1 : values.Length / array.Shape[0];
        return index < 0 ? null : (index / rowLength, index % rowLength, values[index]);
    }

    /// <summary>The .npy type that holds a tensor's elements as they are.</summary>
    public static NpyElementType NpyElementTypeOf(ElementType element) => element switch
    {
        ElementType.Float32 => NpyElementType.Float32,
        ElementType.Int8 => NpyElementType.Int8,
        ElementType.UInt8 => NpyElementType.UInt8,
        ElementType.Int16 => NpyElementType.Int16,
        ElementType.Int32 => NpyElementType.Int32,
        ElementType.Int64 => NpyElementType.Int64,
        ElementType.Bool => NpyElementType.Boolean,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no .npy type"),
    };
}
