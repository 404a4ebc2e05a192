using System.Text.Json.Nodes;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class CalibrateCommandTests
{
    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Constants_are_fitted_and_read_back()
    {
        using WorkFolder folder = Compiled();
        string report = folder.Write("measured.json", Measured(folder, overhead: 40, perInstruction: 2.0));
        string printed = AdcRun.Of("calibrate", report, "--output", folder["timing.json"]).Succeeded().Output;
        Assert.Matches(@"program overhead \(cycles\) +14 +\d+\.\d\d +40", printed);
        Assert.Matches(@"core, cycles per instruction +1\.30 +2\.00", printed);
        Assert.Contains("0.00% after", printed, StringComparison.Ordinal);

        folder.Write("tiny.yaml", Yaml("timing: timing.json, "));
        AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded();
        JsonObject before = JsonNode.Parse(Measured(folder, 40, 2.0, "outputs/tiny/report.json"))!.AsObject(), timing = before["target"]!["timing"]!.AsObject();
        Assert.Equal((40, 2.0), (timing["program_overhead_cycles"]!.GetValue<int>(), timing["core_cycles_per_instruction"]!.GetValue<double>()));
        JsonObject layer = before["layers"]![0]!.AsObject();
        Assert.Equal(layer["measured"]!["accelerator_cycles"]!.GetValue<long>(), layer["accelerator_cycles"]!.GetValue<long>());
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Of_one_board_and_of_two_that_differ()
    {
        using WorkFolder folder = Compiled();
        string one = folder.Write("one.json", Measured(folder, overhead: 40, perInstruction: 2.0)), two = folder.Write("two.json", Measured(folder, overhead: 52, perInstruction: 1.5));
        string Text(params string[] arguments) => Masked.Figures(Masked.Paths(AdcRun.At(80, ["calibrate", .. arguments]).Succeeded().Output, folder));
        string both = Text(one, "--output", folder["timing.json"]) + "\n" + Text(one, two);
        Assert.All(both.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(both);
    }

    [Fact]
    public void Of_a_report_of_the_emulated_board()
    {
        using var folder = new WorkFolder();
        AdcRun run = AdcRun.Of("calibrate", folder.Write("modelled.json", """{ "target": {}, "model": {}, "cycles": { "kind": "modelled" } }"""));
        Snapshot.Verify(Masked.Paths($"{run.Output}{run.Error}exit code {run.ExitCode}\n", folder));
    }

    [Fact]
    public void A_report_that_was_not_measured_is_refused()
    {
        using var folder = new WorkFolder();
        AdcRun.Of("calibrate", folder["gone.json"]).Failed(6, "ADC1101", "gone.json");
        AdcRun.Of("calibrate", folder.Write("text.json", "nothing")).Failed(8, "ADC7015", "no JSON");
        AdcRun.Of("calibrate", folder.Write("empty.json", "{}")).Failed(8, "ADC7015", "adc profile DIR --device");
        AdcRun.Of("calibrate", folder.Write("modelled.json", """{ "target": {}, "model": {}, "cycles": { "kind": "modelled" } }""")).Failed(8, "ADC7015", "not measured");
    }

    [Theory]
    [InlineData("{}", "'schema' is missing")]
    [InlineData("""{ "schema": "adc.timing/9" }""", "adc.timing/1")]
    [InlineData("""{ "schema": "adc.timing/1", "fence_cycles": -1 }""", "fence_cycles")]
    [InlineData("""{ "schema": "adc.timing/1", "core_cycles_per_instruction": 0 }""", "core_cycles_per_instruction")]
    [InlineData("words", "holds no constants")]
    public void A_file_of_constants_that_cannot_be_is_refused(string text, string words)
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("timing.json", text);
        folder.Write("small.yaml", "small:\n  tflite_model: small.tflite\n  mvp: { timing: timing.json }\n");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(6, "small.yaml(3,", "ADC1126", words);
    }

    private static string Yaml(string mvp = "") => $"tiny:\n  tflite_model: tiny.tflite\n  mvp: {{ {mvp}force_mvp: [0] }}\n";

    private static WorkFolder Compiled()
    {
        var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 300, 48, 32)));
        folder.Write("tiny.yaml", Yaml());
        AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded();
        return folder;
    }

    /// <summary>The report as a board would have completed it that pays so much for each program and instruction.</summary>
    private static string Measured(WorkFolder folder, int overhead, double perInstruction, string report = "outputs/tiny/report.json")
    {
        JsonObject root = JsonNode.Parse(File.ReadAllText(folder[report]))!.AsObject();
        root["cycles"]!["kind"] = "measured";
        int assumed = root["target"]!["timing"]!["program_overhead_cycles"]!.GetValue<int>();
        foreach (JsonObject layer in root["layers"]!.AsArray().Select(layer => layer!.AsObject()).Where(layer => layer["function"] is not null))
        {
            var measured = new JsonObject { ["cpu_cycles"] = (long)Math.Round(layer["instructions"]!.GetValue<long>() * perInstruction) };
            if (layer["accelerator_cycles"] is JsonNode cycles)
            {
                measured["accelerator_cycles"] = cycles.GetValue<long>() + (layer["programs"]!.GetValue<long>() * (overhead - assumed));
            }

            layer["measured"] = measured;
        }

        return root.ToJsonString();
    }
}
