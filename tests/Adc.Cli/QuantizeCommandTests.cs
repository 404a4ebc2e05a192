using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Quantizing;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class QuantizeCommandTests
{
    [Fact]
    public void Writes_an_int8_model_and_prints_a_table()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        AdcRun run = AdcRun.Of("quantize", folder["float.tflite"], "--train-data", folder["x.npy"], "--output", folder["int8.tflite"]).Succeeded();
        Snapshot.Verify(run.Output.Replace(folder.Path, "", StringComparison.Ordinal));
        Graph graph = Read(folder, "int8.tflite");
        Assert.All([graph.Inputs[0], graph.Outputs[0]], id => Assert.Equal(ElementType.Int8, graph.TypeOf(id).Element));
        AdcRun.Of("run", folder["int8.tflite"], "--input", folder["x.npy"], "--output", folder["y.npy"]).Succeeded();
    }

    [Fact]
    public void Of_the_sample_in_80_columns()
    {
        using var folder = new WorkFolder();
        string output = AdcRun.At(80, "quantize", SampleFiles.FloatModel, "--train-data", SampleFiles.Data("x_train.npy"), "--samples", "20", "--output", folder["q.tflite"]).Succeeded().Output;
        Assert.All(output.Split('\n').Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(Masked.Paths(output, folder));
    }

    [Fact]
    public void Of_images_with_float_edges()
    {
        using var folder = new WorkFolder();
        var draft = new FloatDraft();
        folder.Write("images.tflite", TfLiteExport.Write(draft.Build(draft.Convolution(draft.Convolution(draft.Input(1, 6, 6, 2), 4, Activation.Relu), 2))));
        folder.Write("x.npy", NpyArray.Of(draft.Values(12 * 72, factor: 4), 12, 6, 6, 2));
        AdcRun run = AdcRun.At(
            80, "quantize", folder["images.tflite"], "--train-data", folder["x.npy"], "--input-type", "float32", "--output-type", "float32", "--output", folder["q.tflite"]).Succeeded();
        Snapshot.Verify(Masked.Paths(run.Output, folder));
    }

    [Fact]
    public void Options_reach_the_quantizer()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        AdcRun.Of(
            "quantize", folder["float.tflite"], "--train-data", folder["x.npy"], "-o", folder["a.tflite"], "--input-type", "float32", "--output-type", "float32",
            "--per-channel-dense", "--method", "mse", "--samples", "all", "--bias-correction", "--equalize", "--keep-batchnorm", "--per-tensor").Succeeded();
        Graph graph = Read(folder, "a.tflite");
        Assert.Equal(ElementType.Float32, graph.TypeOf(graph.Inputs[0]).Element);
        Assert.Equal(5, graph.TypeOf(graph.Nodes.First(node => node.Operator is FullyConnected).Inputs[1]).Quantization!.Scales.Count);
    }

    [Fact]
    public void Speaks_JSON()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        AdcRun run = AdcRun.Of("quantize", folder["float.tflite"], "--train-data", folder["x.npy"], "-o", folder["a.tflite"], "--samples", "10", "--json");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement quantization = result.RootElement.GetProperty("reports")[0].GetProperty("quantization");
        Assert.Equal(("float.tflite", "x.npy", 10), (
            quantization.GetProperty("float_model").GetString(), quantization.GetProperty("calibration_data").GetString(), quantization.GetProperty("rows").GetInt32()));
        Assert.Equal(4, quantization.GetProperty("layers").GetArrayLength()); // the input is the first
        Assert.Equal(-1, quantization.GetProperty("layers")[0].GetProperty("index").GetInt32());
        Assert.True(quantization.GetProperty("layers")[0].GetProperty("snr_db").GetDouble() > 20);
    }

    [Fact]
    public void A_configuration_says_the_rest_in_its_keys()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        string yaml = folder.Write("q.yaml", "q:\n  float_model: float.tflite\n  train_data: x.npy\n  quantization: { output_type: float32 }\n");
        AdcRun.Of("quantize", yaml, "--output", folder["a.tflite"]).Succeeded();
        Graph graph = Read(folder, "a.tflite");
        Assert.Equal((ElementType.Int8, ElementType.Float32), (graph.TypeOf(graph.Inputs[0]).Element, graph.TypeOf(graph.Outputs[0]).Element));
        AdcRun.Of("quantize", yaml, "--output", folder["a.tflite"], "--method", "mse").Failed(2, "--method");
    }

    [Fact]
    public void A_configuration_with_an_int8_model_is_refused()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        AdcRun.Of("quantize", folder.Write("q.yaml", "q:\n  tflite_model: float.tflite\n"), "--output", folder["a.tflite"]).Failed(4, "ADC3002", "leave it out");
    }

    [Fact]
    public void Nine_rows_are_too_few()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        folder.Write("few.npy", SmallModel.Rows(9));
        AdcRun.Of("quantize", folder["float.tflite"], "--train-data", folder["few.npy"], "--output", folder["a.tflite"]).Failed(6, "ADC1114", "few.npy", "9 calibration rows");
        Assert.False(File.Exists(folder["a.tflite"]));
    }

    [Fact]
    public void A_row_with_NaN_is_named()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        float[] values = SmallModel.Rows(12).ToFloat32();
        values[(3 * 6) + 2] = float.NaN;
        folder.Write("nan.npy", NpyArray.Of(values, 12, 6));
        AdcRun.Of("quantize", folder["float.tflite"], "--train-data", folder["nan.npy"], "--output", folder["a.tflite"]).Failed(6, "ADC1104", "value 2 of row 3");
    }

    [Theory]
    [InlineData("no calibration rows")]
    [InlineData("--samples", "--train-data", "x.npy", "--samples", "9")]
    [InlineData("--percentile", "--train-data", "x.npy", "--percentile", "50")]
    [InlineData("--per-channel-dense", "--train-data", "x.npy", "--per-channel-dense", "--per-tensor-dense")]
    [InlineData("--no-equalize", "--train-data", "x.npy", "--equalize", "--no-equalize")]
    public void Options_that_mean_nothing_are_refused(string word, params string[] options) =>
        AdcRun.Of(["quantize", "m.tflite", "--output", "a.tflite", .. options]).Failed(2, word);

    private static Graph Read(WorkFolder folder, string name) => TfLiteFrontend.Read(File.ReadAllBytes(folder[name]), name, new DiagnosticBag())!;
}
