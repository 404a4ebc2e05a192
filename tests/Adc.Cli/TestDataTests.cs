using System.Globalization;
using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Test data with labels: what the table and the report say, and what is refused.</summary>
public sealed class TestDataTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [Fact]
    public void A_classifier_is_judged_in_the_summary_and_in_the_report()
    {
        Data("test_labels: y.npy", "classification_labels: [up, down, idle]");
        AdcRun run = Compile();

        Assert.Contains("data      x.npy: 20 rows", run.Output, StringComparison.Ordinal);
        Assert.Contains("taken for (int8; a row for each right class)", run.Output, StringComparison.Ordinal);
        JsonElement metrics = Metrics();
        Assert.Equal("classification", metrics.GetProperty("task").GetString());
        Assert.Equal(["up", "down", "idle"], metrics.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        JsonElement int8 = metrics.GetProperty("columns").GetProperty("int8");
        Assert.Equal(int8.GetProperty("right").GetInt32() / 20.0, int8.GetProperty("accuracy").GetDouble());
        Assert.Equal(20, int8.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
    }

    [Fact]
    public void The_selected_rows_run_and_no_others()
    {
        Data("test_labels: y.npy", "test_vectors: [3-6, 10]");
        Compile();
        Assert.Equal(5, Metrics().GetProperty("rows").GetInt32());
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        Data("test_labels: y.npy", "reference: { threads: 1 }");
        Compile();
        string one = Metrics().GetRawText();
        Data("test_labels: y.npy", "reference: { threads: 7 }");
        Compile();
        Assert.Equal(one, Metrics().GetRawText());
    }

    [Fact]
    public void An_undefined_figure_is_said_to_be_undefined()
    {
        Data("test_labels: y.npy", "task: regression", "test_labels_format: last_layer_vector");
        folder.Write("y.npy", NpyArray.Of(new float[60], 20, 3));
        Assert.Matches(@"R2 +undefined", Compile().Output);
        Assert.False(Metrics().GetProperty("columns").GetProperty("int8").TryGetProperty("r2", out _));
    }

    [Fact]
    public void Without_simulation_nothing_is_claimed()
    {
        Data("test_labels: y.npy");
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.DoesNotContain("accuracy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_another_tool_are_expected_exactly_or_within_a_limit()
    {
        Data();
        AdcRun.Of("run", folder["small.tflite"], "--input", folder["x.npy"], "--output", folder["golden.npy"]).Succeeded();
        Data("compare: { golden: golden.npy }");
        Compile();

        NpyArray golden = folder.ReadNpy("golden.npy");
        sbyte[] outputs = golden.ToInt8();
        outputs[4] += (sbyte)(outputs[4] > 0 ? -2 : 2);
        folder.Write("golden.npy", NpyArray.Of(outputs, [.. golden.Shape]));
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(
            7, "small.yaml(5,22): error ADC8004: the int8 column differs from compare.golden in 1 of 20 rows (by up to 2 steps, allowed 0); the first is row 1");
        Data("compare: { golden: golden.npy, int8.max_abs_lsb: 2 }".Replace("int8.max_abs_lsb: 2", "int8: { max_abs_lsb: 2 }", StringComparison.Ordinal));
        Compile();
        Data("compare: { golden: golden.npy, on_fail: warn }");
        Assert.Contains("warning ADC8004", AdcRun.Of("compile", folder["small.yaml"], "--no-build").Error, StringComparison.Ordinal);

        Data("compare: { golden: x.npy }");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(6, "error ADC1103: compare.golden: rows of 'x.npy' have the shape [6], but the model's output is [1,3]");
    }

    [Theory]
    [InlineData(6, "error ADC1103: test_data: rows of 'x5.npy' have the shape [5], but the model's input is [1,6]", "test_data: x5.npy")]
    [InlineData(6, "error ADC1106: test_labels: 7 labels, but 20 rows", "test_data: x.npy", "test_labels: y7.npy")]
    [InlineData(6, "error ADC1107", "test_data: x.npy", "test_labels: x5.npy")]
    [InlineData(6, "error ADC1108: classification_labels has 2 names, but the model has 3 outputs", "classification_labels: [a, b]")]
    [InlineData(6, "error ADC1119: test_labels: label 3 of row 3 is none of the model's classes 0 to 2", "test_data: x7.npy", "test_labels: y7.npy")]
    [InlineData(3, "error ADC1009: task anomaly contradicts the model", "test_data: x.npy", "task: anomaly")]
    [InlineData(3, "error ADC1009: test_labels contradicts task regression", "test_data: x.npy", "test_labels: y.npy", "task: regression", "test_labels_format: just_labels")]
    [InlineData(3, "error ADC1008: the column 'float' of reference.run needs 'float_model'", "test_data: x.npy", "reference: { run: [float] }")]
    [InlineData(3, "error ADC1009: the column 'mvp' of reference.run contradicts target.accelerator none", "test_data: x.npy", "reference: { run: [int8, mvp] }")]
    [InlineData(3, "error ADC1009: float_model contradicts tflite_model: its input is int8, expected float32", "test_data: x.npy", "float_model: small.tflite")]
    [InlineData(6, "error ADC1101: float_model: cannot read the file 'nowhere.h5'", "test_data: x.npy", "float_model: nowhere.h5")]
    public void Data_that_does_not_fit_is_refused(int exitCode, string message, params string[] lines)
    {
        Data();
        folder.Write("x5.npy", NpyArray.Of(new float[10], 2, 5));
        folder.Write("x7.npy", SmallModel.Rows(7));
        folder.Write("y7.npy", NpyArray.Of(Enumerable.Range(0, 7).ToArray(), 7));
        folder.Write("small.yaml", SmallModel.Yaml() + string.Concat(lines.Select(line => $"  {line}\n")));

        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(exitCode, message);

        Assert.DoesNotContain("outputs", folder.Listing);
    }

    public void Dispose() => folder.Dispose();

    private void Data(params string[] lines)
    {
        folder.Write("x.npy", SmallModel.Rows(20));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 20).Select(row => row % 3).ToArray(), 20));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n" + string.Concat(lines.Select(line => $"  {line}\n")));
    }

    private AdcRun Compile() => AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();

    private JsonElement Metrics()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/small/report.json"]));
        return report.RootElement.GetProperty("metrics").Clone();
    }
}
