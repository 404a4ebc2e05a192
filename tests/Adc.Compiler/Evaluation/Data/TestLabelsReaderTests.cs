using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Configuration;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation.Data;

/// <summary>Labels for six rows of a model with three outputs.</summary>
public sealed class TestLabelsReaderTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public static TheoryData<string, string, LabelFormat> Formats { get; } = new()
    {
        { "int64 6", "", LabelFormat.JustLabels },
        { "float32 6", "", LabelFormat.JustLabels },
        { "uint8 6,1", "", LabelFormat.JustLabels },
        { "int32 3", "anomaly: { windows_per_label: 2 }", LabelFormat.PerClip },
        { "int32 6", "test_labels_format: just_labels", LabelFormat.JustLabels },
        { "float32 6,3", "", LabelFormat.LastLayerVector },
        { "uint8 6,3", "test_labels_format: last_layer_vector", LabelFormat.LastLayerVector },
        { "int32 6,4", "test_labels_format: edge_impulse_labels", LabelFormat.EdgeImpulse },
        { "int32 6,4", "user_handle_test_labels: user_handler_functions.user_handle_ei_audio_mike_test_labels", LabelFormat.EdgeImpulse },
    };

    public static TheoryData<string, string, string> Refusals { get; } = new()
    {
        { "int32 5", "", "error ADC1106: test_labels: 5 labels, but 6 rows; expected one label per row, or one per clip of 196 rows" },
        { "int32 3", "test_labels_format: just_labels", "error ADC1106: test_labels: 3 labels, but 6 rows" },
        { "int32 6", "test_labels_format: per_clip", "error ADC1106: test_labels: 6 labels, but 6 rows; expected one label per row, or one per clip of 196 rows" },
        { "float32 5,3", "", "error ADC1106: test_labels: 5 labels, but 6 rows" },
        { "int32 5,4", "test_labels_format: edge_impulse_labels", "error ADC1106" },
        { "float32 6,2", "", "error ADC1107: test_labels: cannot tell the format of 'y.npy' (shape [6,2], type float32); set test_labels_format" },
        { "int32 6,2", "", "error ADC1107: test_labels: cannot tell the format of 'y.npy' (shape [6,2], type int32)" },
        { "float32 6,1,3", "test_labels_format: just_labels", "error ADC1107" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Tells_the_format_from_shape_and_type(string array, string keys, LabelFormat expected)
    {
        (TestLabels? labels, string problems) = Read(array, keys);

        Assert.Equal("", problems);
        Assert.Equal(expected, labels!.Format);
        Assert.Equal(6, (labels.Classes?.Count ?? (labels.Vectors!.Count / 3)) * labels.RowsPerLabel);
        Assert.Equal(expected == LabelFormat.EdgeImpulse ? [0, 4, 8, 12, 16, 20] : labels.Classes is null ? null : Enumerable.Range(1, labels.Classes.Count), labels.Classes);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refuses_other_numbers_and_shapes(string array, string keys, string message) =>
        Assert.Contains(message, Read(array, keys).Problems, StringComparison.Ordinal);

    [Fact]
    public void Fractions_are_no_classes()
    {
        folder.Write("y.npy", NpyArray.Of(new[] { 0f, 1, 0.5f, 1, 0, 1 }, 6));
        Assert.Contains("error ADC1107", Read("").Problems, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private (TestLabels? Labels, string Problems) Read(string array, string keys)
    {
        string[] parts = array.Split(' ');
        int[] shape = [.. parts[1].Split(',').Select(int.Parse)];
        int[] numbers = [.. Enumerable.Range(1, shape.Aggregate(1, (product, extent) => product * extent))];
        folder.Write("y.npy", parts[0] switch
        {
            "int64" => NpyArray.Of(Array.ConvertAll(numbers, number => (long)number), shape),
            "uint8" => NpyArray.Of(Array.ConvertAll(numbers, number => (byte)number), shape),
            "float32" => NpyArray.Of(Array.ConvertAll(numbers, number => (float)number), shape),
            _ => NpyArray.Of(numbers, shape),
        });
        return Read(keys);
    }

    private (TestLabels? Labels, string Problems) Read(string keys)
    {
        folder.Write("x.npy", NpyArray.Of(new float[12], 6, 2));
        folder.Write("ad.yaml", ReadConfig.Test([.. ((string[])["test_data: x.npy", "test_labels: y.npy", keys]).Where(line => line.Length > 0)]));
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ConfigReader.ReadFile(folder["ad.yaml"], ConfigOptions.Default, diagnostics)!.Models[0];
        using TestSet data = TestSet.Open("test_data", config.Data.TestData!, config, GraphDraft.Float32(1, 2), diagnostics)!;
        TestLabels? labels = TestLabelsReader.Read(config, data, ModelTask.Classification, outputs: 3, diagnostics);
        return (labels, string.Join('\n', diagnostics.All));
    }
}
