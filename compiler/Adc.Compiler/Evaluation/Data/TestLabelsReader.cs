using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Reads <c>test_labels</c> in the format that the configuration names, or that the array shows.</summary>
internal sealed class TestLabelsReader(ModelConfig config, TestSet data, ModelTask task, int outputs, DiagnosticBag diagnostics)
{
    private const string Key = "test_labels";

    private Setting<FilePath> Path => config.Data.TestLabels!;

    /// <param name="outputs">Values of the model's output.</param>
    /// <returns>Null when there are no labels, or <paramref name="diagnostics"/> got an error.</returns>
    public static TestLabels? Read(ModelConfig config, TestSet data, ModelTask task, int outputs, DiagnosticBag diagnostics)
    {
        if (config.Data.TestLabels is not { } path || DataFile.ReadArray(Key, path, diagnostics) is not NpyArray array)
        {
            return null;
        }

        return new TestLabelsReader(config, data, task, outputs, diagnostics).Read(array);
    }

    /// <summary>Rows that share a label, as the configuration has it or as clips were cut.</summary>
    public static int RowsPerClip(ModelConfig config, TestSet data) =>
        config.Anomaly.WindowsPerLabel?.Value ?? data.WindowsPerClip ?? config.Features.WindowsPerClip;

    private TestLabels? Read(NpyArray array)
    {
        int[]? numbers = WholeNumbers.Of(array);
        bool isOneDimensional = array.Shape is [_] or [_, 1];
        return config.Data.TestLabelsFormat?.Value switch
        {
            LabelFormat.JustLabels => isOneDimensional && numbers is not null ? PerRow(numbers) : Unrecognised(array),
            LabelFormat.PerClip => isOneDimensional && numbers is not null ? PerClip(numbers) : Unrecognised(array),
            LabelFormat.LastLayerVector => Vectors(array),
            LabelFormat.Custom => OfEvaluator(array, numbers),
            LabelFormat.EdgeImpulse => array.Shape is [_, > 0] && numbers is not null ? OfEdgeImpulse(numbers, array.Shape[1]) : Unrecognised(array),
            _ when task == ModelTask.Regression && isOneDimensional && Floats(array) is not null => Vectors(array),
            _ when isOneDimensional && numbers is not null => numbers.Length == data.Count ? PerRow(numbers) : PerClip(numbers),
            _ when array.Shape.Count == 2 && Floats(array) is not null && IsReal(array) => Vectors(array),
            _ => Unrecognised(array),
        };
    }

    private TestLabels? PerRow(int[] numbers) => numbers.Length == data.Count
        ? new TestLabels(LabelFormat.JustLabels, numbers.ToSequence(), null, 1)
        : WrongCount(numbers.Length, "");

    private TestLabels? PerClip(int[] numbers)
    {
        int rows = RowsPerClip(config, data);
        return (long)numbers.Length * rows == data.Count
            ? new TestLabels(LabelFormat.PerClip, numbers.ToSequence(), null, rows)
            : WrongCount(numbers.Length, $"; expected one label per row, or one per clip of {rows:N0} rows");
    }

    private TestLabels? Vectors(NpyArray array)
    {
        int columns = array.Shape.Count == 0 || array.Shape[0] == 0 ? 0 : array.ElementCount / array.Shape[0];
        return Floats(array) is not float[] values || columns != outputs ? Unrecognised(array)
            : array.Shape[0] != data.Count ? WrongCount(array.Shape[0], "")
            : new TestLabels(LabelFormat.LastLayerVector, null, values.ToSequence(), 1, outputs);
    }

    // A table with a row per sample, whose first column counts labels from 1.
    private TestLabels? OfEdgeImpulse(int[] table, int columns)
    {
        int[] labels = [.. table.Where((_, index) => index % columns == 0).Select(label => label - 1)];
        return labels.Length == data.Count
            ? new TestLabels(LabelFormat.EdgeImpulse, labels.ToSequence(), null, 1)
            : WrongCount(labels.Length, "");
    }

    // Only the user's own program knows what they mean: they need but belong to the rows.
    private TestLabels? OfEvaluator(NpyArray array, int[]? numbers) =>
        array.Shape.Count == 0 || Floats(array) is not float[] values ? Unrecognised(array)
        : array.Shape[0] != data.Count ? WrongCount(array.Shape[0], "")
        : array.Shape is [_] or [_, 1] && numbers is not null ? new TestLabels(LabelFormat.Custom, numbers.ToSequence(), null, 1)
        : new TestLabels(LabelFormat.Custom, null, values.ToSequence(), 1, data.Count == 0 ? 0 : values.Length / data.Count);

    private TestLabels? WrongCount(int labels, string expected)
    {
        diagnostics.Report(Catalogue.LabelCount, Path.Origin, Key, labels, data.Count, expected);
        return null;
    }

    private TestLabels? Unrecognised(NpyArray array)
    {
        diagnostics.Report(
            Catalogue.LabelFormat, Path.Origin, Key, Path.Value.Written, $"[{string.Join(",", array.Shape)}]", array.Type.ToString().ToLowerInvariant());
        return null;
    }

    private static bool IsReal(NpyArray array) => array.Type is NpyElementType.Float32 or NpyElementType.Float64;

    private static float[]? Floats(NpyArray array) =>
        RealValues.Of(array.Data.Span, array.Type) ?? (WholeNumbers.Of(array) is int[] numbers ? Array.ConvertAll(numbers, number => (float)number) : null);
}
