using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Rows of a data file as the model's input takes them. They are read when they are asked for, from any thread.</summary>
/// <remarks>Clips of [clips, frames, mels] are cut into windows: row r is window r % W of clip r / W, as a row of consecutive frames.</remarks>
public sealed class TestSet : IDisposable
{
    private readonly NpyFile file;
    private readonly ClipWindows? windows;
    private readonly int elements;
    private readonly TensorType typeInFile;
    private readonly bool swaps;

    private TestSet(string name, NpyFile file, TensorType input, ClipWindows? windows, bool swaps)
    {
        this.file = file;
        this.windows = windows;
        this.swaps = swaps;
        typeInFile = swaps ? HeightAndWidth.Swap(input) : input;
        elements = input.Shape.ElementCount;
        Name = name;
        Input = input;
        IsReal = file.Type is NpyElementType.Float32 or NpyElementType.Float64;
        Count = windows is null ? file.Shape[0] : checked(file.Shape[0] * windows.Count);
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    /// <summary>Type of each row.</summary>
    public TensorType Input { get; }

    public int Count { get; }

    /// <summary>False when the file holds rows that somebody has quantized already.</summary>
    public bool IsReal { get; }

    /// <summary>Windows that were cut from each clip; null when the file holds rows.</summary>
    public int? WindowsPerClip => windows?.Count;

    /// <summary>Opens a data file and checks that all of it fits the input.</summary>
    /// <param name="key">What the user named the file by: "test_data".</param>
    /// <param name="swaps">Images in the file have height and width in the other order than the input.</param>
    /// <param name="port">What the rows are for, in messages: "input" or "output".</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static TestSet? Open(string key, Setting<FilePath> path, ModelConfig config, TensorType input, DiagnosticBag diagnostics, string port = "input", bool swaps = false)
    {
        if (DataFile.Open(key, path, diagnostics) is not NpyFile file)
        {
            return null;
        }

        TestSet? set = Of(key, path, file, config, input, port, swaps, diagnostics);
        if (set is null)
        {
            file.Dispose();
        }

        return set;
    }

    /// <summary>The real values of a row in the file's order, before any quantization where the file holds them so.</summary>
    public float[] Reals(int row)
    {
        byte[] bytes = Read(row);
        return RealValues.Of(bytes, file.Type) ?? RealValues.OfTensor(bytes, Input);
    }

    /// <summary>The bytes of a row in the input's type.</summary>
    public ConstantData Row(int row)
    {
        byte[] bytes = Read(row);
        var tensor = new ConstantData(RealValues.Of(bytes, file.Type) is float[] reals ? RealValues.ToTensor(reals, Input)! : bytes);
        return swaps ? HeightAndWidth.Swap(tensor, typeInFile) : tensor;
    }

    public void Dispose() => file.Dispose();

    private static TestSet? Of(string key, Setting<FilePath> path, NpyFile file, ModelConfig config, TensorType input, string port, bool swaps, DiagnosticBag diagnostics)
    {
        Shape shape = swaps ? HeightAndWidth.Swap(input.Shape) : input.Shape;
        int[] rowShape = [.. file.Shape.Skip(1)];
        ClipWindows? windows = null;
        if (!RowFits(rowShape, file.Shape.Count, shape, config.Data.ReshapeInput.Value))
        {
            int errors = diagnostics.All.Count;
            windows = rowShape.Length == 2 ? ClipWindows.Of(key, path, rowShape, config, input.Shape.ElementCount, diagnostics) : null;
            if (windows is null)
            {
                if (diagnostics.All.Count == errors)
                {
                    diagnostics.Report(Catalogue.DataShape, path.Origin, key, path.Value.Written, $"[{string.Join(",", rowShape)}]", port, shape.ToString());
                }

                return null;
            }
        }

        if (!TypeFits(file.Type, input))
        {
            diagnostics.Report(
                Catalogue.DataType, path.Origin, key, path.Value.Written, file.Type.ToString().ToLowerInvariant(), ExpectedTypes(input));
            return null;
        }

        if (DataFile.FindNotFinite(file) is (long row, long element, float value))
        {
            diagnostics.Report(Catalogue.DataNotFinite, path.Origin, key, path.Value.Written, row, element, value);
            return null;
        }

        return new TestSet(Path.GetFileName(path.Value.Written), file, input, windows, swaps);
    }

    // A leading 1 of the input is the batch, which rows may leave out.
    private static bool RowFits(int[] row, int rank, Shape input, bool reshape)
    {
        int[] wanted = [.. input.Extents];
        return rank > 0
            && (row.SequenceEqual(wanted) || (wanted is [1, ..] && row.SequenceEqual(wanted.Skip(1)))
                || (reshape && row.Aggregate(1L, (product, extent) => product * extent) == input.ElementCount));
    }

    private static bool TypeFits(NpyElementType type, TensorType input) => type == NpyRows.NpyElementTypeOf(input.Element)
        || (type is NpyElementType.Float32 or NpyElementType.Float64 && RealValues.ToTensor([], input) is not null);

    internal static string ExpectedTypes(TensorType input) => input switch
    {
        { Element: ElementType.Float32 } => "float32 or float64",
        { Quantization: not null, Element: ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 } => $"float32, float64 or {input.Element.DisplayName()}",
        _ => input.Element.DisplayName(),
    };

    private byte[] Read(int row)
    {
        var bytes = new byte[elements * file.Type.SizeInBytes()];
        file.Read(windows?.FirstElement(row) ?? ((long)row * elements), bytes);
        return bytes;
    }
}
