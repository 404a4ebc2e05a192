using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The first command of the README: the project's own anomaly detector, from its files to firmware and verdicts.</summary>
public sealed class SampleCompileTests
{
    private const double LowestAuc = 0.90;

    // Half precision, and which programs a layer is made of, may swap two clips whose scores are close.
    private const double LargestMvpDifference = 0.01;

    // Steps of the output; ranges may be rounded otherwise, but not come from other rows or another method.
    private const double LargestMeanDifference = 0.1;

    [BoardFact]
    public void It_is_compiled_runs_on_the_emulated_board_and_detects_as_the_float_model_does()
    {
        using var folder = new WorkFolder();
        AdcRun run = AdcRun.Of("compile", SampleFiles.Configuration, "--out", folder["out"]).Succeeded();
        Assert.Contains("board     PASS", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"AUC, all clips +0\.9\d+ +0\.9\d+ +0\.9\d+\n", run.Output);

        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["out/tinyml_ad/report.json"]));
        Assert.Equal("mvpv1", report.RootElement.GetProperty("target").GetProperty("accelerator").GetString());
        Assert.Equal(4, report.RootElement.GetProperty("comparison").GetProperty("board").GetProperty("exact_rows").GetInt32());

        JsonElement columns = report.RootElement.GetProperty("metrics").GetProperty("columns"), expected = SampleFiles.Expected.GetProperty("auc");
        Assert.All((string[])["float", "int8", "mvp"], column =>
        {
            double auc = columns.GetProperty(column).GetProperty("auc").GetDouble();
            Assert.InRange(auc, LowestAuc, 1);
            Assert.Equal(expected.GetProperty(column).GetDouble(), auc, column == "mvp" ? LargestMvpDifference : 1e-4);
        });
    }

    [Fact]
    public void Its_int8_model_is_the_quantized_float_model()
    {
        using var folder = new WorkFolder();
        AdcRun.Of("quantize", SampleFiles.FloatModel, "--train-data", SampleFiles.Data("x_train.npy"), "--output", folder["int8.tflite"]).Succeeded();
        sbyte[] fresh = Outputs(folder["int8.tflite"]), committed = Outputs(SampleFiles.Int8Model);
        Assert.InRange(fresh.Zip(committed, (one, other) => Math.Abs(one - other)).Average(), 0, LargestMeanDifference);
    }

    /// <summary>What a model makes of the first two clips.</summary>
    private static sbyte[] Outputs(string model)
    {
        const int Rows = 24, Features = 640;
        using var folder = new WorkFolder();
        string input = folder.Write("x.npy", NpyArray.Of(SampleFiles.Array("x_test_ad.npy").ToFloat32().AsSpan(0, Rows * Features), Rows, Features));
        AdcRun.Of("run", model, "--input", input, "--output", folder["y.npy"]).Succeeded();
        return folder.ReadNpy("y.npy").ToInt8();
    }
}
