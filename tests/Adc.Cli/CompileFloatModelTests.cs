using System.Text.Json;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Quantizing;

namespace Adc.Tests.Cli;

/// <summary><c>adc compile</c> with a float_model and train_data: quantized first, then as any other model.</summary>
public sealed class CompileFloatModelTests
{
    private const string Yaml = "small:\n  float_model: small.tflite\n  train_data: x.npy\n  target: { accelerator: none }\n";

    [Fact]
    public void The_int8_model_lies_beside_the_outputs_and_compiles_to_the_same_code()
    {
        using WorkFolder folder = Folder();
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml), "--no-build").Succeeded();
        File.Copy(folder["outputs/small/small_int8.tflite"], folder["small_int8.tflite"]);
        AdcRun.Of("compile", folder.Write("again.yaml", "again:\n  tflite_model: small_int8.tflite\n  model_name: small\n  target: { accelerator: none }\n"), "--no-build").Succeeded();
        Assert.Equal(File.ReadAllText(folder["outputs/small/small.c"]), File.ReadAllText(folder["outputs/again/small.c"]));
        Assert.Equal(File.ReadAllText(folder["outputs/small/small_weights.c"]), File.ReadAllText(folder["outputs/again/small_weights.c"]));
    }

    [Fact]
    public void The_report_tells_what_quantization_cost()
    {
        using WorkFolder folder = Folder();
        AdcRun run = AdcRun.Of("compile", folder.Write("small.yaml", Yaml), "--no-build").Succeeded();
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["outputs/small/report.json"]));
        JsonElement quantization = report.RootElement.GetProperty("quantization");
        Assert.Equal("small_int8.tflite", report.RootElement.GetProperty("model").GetProperty("file").GetString());
        Assert.Equal(("small.tflite", "x.npy", 20), (
            quantization.GetProperty("float_model").GetString(), quantization.GetProperty("calibration_data").GetString(), quantization.GetProperty("rows").GetInt32()));
        Assert.Contains("quantized", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_int8_model_is_not_written_when_it_is_not_wanted()
    {
        using WorkFolder folder = Folder();
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml + "  quantization: { save_tflite: false }\n"), "--no-build").Succeeded();
        Assert.DoesNotContain("outputs/small/small_int8.tflite", folder.Listing);
    }

    [Fact]
    public void A_float_model_alone_says_that_rows_are_missing()
    {
        using WorkFolder folder = Folder();
        AdcRun.Of("compile", folder.Write("small.yaml", "small:\n  float_model: small.tflite\n"), "--no-build").Failed(3, "small.yaml(2,16): error ADC1008", "train_data");
    }

    [Theory]
    [InlineData(700, "", 500)]
    [InlineData(700, "  quantization: { samples: all }\n", 700)]
    [InlineData(300, "  quantization: { samples: 200 }\n", 200)]
    public void As_many_rows_calibrate_as_the_configuration_says(int rows, string keys, int used)
    {
        using WorkFolder folder = Folder();
        folder.Write("x.npy", SmallModel.Rows(rows));
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml + keys), "--no-build").Succeeded();
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["outputs/small/report.json"]));
        Assert.Equal(used, report.RootElement.GetProperty("quantization").GetProperty("rows").GetInt32());
    }

    [Fact]
    public void A_row_with_NaN_is_named()
    {
        using WorkFolder folder = Folder();
        float[] values = SmallModel.Rows(12).ToFloat32();
        values[(3 * 6) + 2] = float.NaN;
        folder.Write("x.npy", NpyArray.Of(values, 12, 6));
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml), "--no-build").Failed(6, "small.yaml(3,15): error ADC1104", "value 2 of row 3");
    }

    [Fact]
    public void Too_few_rows_are_named_where_the_model_is()
    {
        using WorkFolder folder = Folder();
        folder.Write("x.npy", SmallModel.Rows(9));
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml), "--no-build").Failed(6, "small.yaml(2,16): error ADC1114", "x.npy gives 9 calibration rows");
    }

    [Fact]
    public void A_model_with_two_inputs_is_sent_to_adc_quantize()
    {
        using WorkFolder folder = Folder();
        var draft = new FloatDraft();
        folder.Write("small.tflite", TfLiteExport.Write(draft.Build(draft.Add(new Add(), [1, 6], draft.Input(1, 6), draft.Input(1, 6)))));
        AdcRun.Of("compile", folder.Write("small.yaml", Yaml), "--no-build").Failed(4, "ADC3002", "adc quantize");
        AdcRun.Of("quantize", folder["small.tflite"], "--train-data", $"x0={folder["x.npy"]}", "--train-data", $"x1={folder["x.npy"]}", "-o", folder["a.tflite"]).Succeeded();
    }

    [Fact]
    public void A_configuration_with_a_float_model_runs_too()
    {
        using WorkFolder folder = Folder();
        AdcRun.Of("run", folder.Write("small.yaml", Yaml), "--input", folder["x.npy"], "--output", folder["y.npy"]).Succeeded();
        Assert.Equal([20, 3], folder.ReadNpy("y.npy").Shape);
    }

    /// <summary>A classifier of six numbers in float32, and 20 rows for it.</summary>
    private static WorkFolder Folder()
    {
        var draft = new FloatDraft();
        var folder = new WorkFolder();
        folder.Write("small.tflite", TfLiteExport.Write(draft.Build(draft.Add(new Softmax(), [1, 3], draft.Dense(draft.Dense(draft.Input(1, 6), 5, Activation.Relu), 3)))));
        folder.Write("x.npy", SmallModel.Rows(20));
        return folder;
    }
}
