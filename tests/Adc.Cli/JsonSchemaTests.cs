using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Whatever a command prints with --json is what docs/schemas publish.</summary>
public sealed class JsonSchemaTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    [Fact]
    public void Commands_that_need_no_compiler()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("broken.tflite", "TFL3");
        folder.Write("a.npy", SmallModel.Rows(3));
        folder.Write("b.npy", NpyArray.Of(new float[18], 3, 6));
        folder.Write("smd.json", SmdKeras.Json());
        string[][] lines =
        [
            ["summarize", folder["small.tflite"]], ["summarize", SampleFiles.FloatModel], ["summarize", folder["broken.tflite"]],
            ["estimate", folder["small.tflite"]], ["estimate", folder["smd.json"], "--training"],
            ["scan", folder["small.tflite"], folder["broken.tflite"], folder["gone.tflite"]],
            ["explain"], ["explain", "ADC1004"], ["explain", "ADC0000"], ["doctor"],
            ["compare", folder["a.npy"], folder["b.npy"]], ["compare", folder["a.npy"], folder["small.tflite"]],
            ["compile", folder["small.yaml"], "--no-build"], ["compile", folder["gone.yaml"]],
            ["new", folder["small.tflite"]], ["new", folder["small.tflite"], "--force"],
            ["run", folder["small.tflite"], "--input", folder["a.npy"], "--output", folder["y.npy"]],
        ];
        Assert.All(lines, Holds);
    }

    [Fact]
    public void A_batch_of_scans_line_by_line()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("scan", "--batch", folder.Write("list", $"{folder["small.tflite"]}\n{folder["gone.tflite"]}\n"));
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => AssertHolds(JsonDocument.Parse(line).RootElement));
    }

    [Fact]
    public void Evaluations_of_anomaly_detectors_and_classifiers()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(9));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 9).Select(i => i % 3).ToArray(), 9));
        folder.Write("judged.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  test_labels: y.npy\n  task: classification\n");
        Holds(["evaluate", folder["judged.yaml"]]);
        Holds(["compile", folder["judged.yaml"], "--no-build"]);
        Holds(["evaluate", SampleFiles.Configuration]);
    }

    [Fact]
    public void Quantization()
    {
        using var folder = new WorkFolder();
        Holds(["quantize", SampleFiles.FloatModel, "--train-data", SampleFiles.Data("x_train.npy"), "--output", folder["q.tflite"]]);
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Profiles_with_and_without_accelerator()
    {
        using WorkFolder folder = SmallModel.Folder();
        Holds(["profile", folder["small.tflite"]]);
        Holds(["profile", folder["small.tflite"], "--accelerator", "none"]);
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void The_report_of_a_whole_compilation() => AssertHolds(JsonDocument.Parse(File.ReadAllText(small.Output("report.json"))).RootElement);

    [Fact]
    public void The_check_would_notice()
    {
        using JsonDocument document = JsonDocument.Parse("""{ "schema": "adc.doctor/1", "tools": [{ "name": 3, "purpose": "x", "found": true, "colour": "red" }] }""");
        Assert.Equal(
            ["'' lacks 'adc_version'", "'tools[0].name' is 3, no string", "'tools[0].colour' is in no schema: describe it in docs/schemas"],
            JsonSchemaCheck.Violations(document.RootElement));
        using JsonDocument unknown = JsonDocument.Parse("""{ "schema": "adc.nonsense/1" }""");
        Assert.Single(JsonSchemaCheck.Violations(unknown.RootElement));
    }

    private static void Holds(string[] arguments)
    {
        JsonElement result = JsonDocument.Parse(AdcRun.Of([.. arguments, "--json"]).Output).RootElement;
        AssertHolds(result);
        Assert.All(result.TryGetProperty("reports", out JsonElement reports) ? reports.EnumerateArray() : [], AssertHolds);
    }

    private static void AssertHolds(JsonElement document) => Assert.Empty(JsonSchemaCheck.Violations(document));
}
