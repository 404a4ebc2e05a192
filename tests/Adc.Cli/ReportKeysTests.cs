using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adc.Tests.Cli;

/// <summary>What the section <c>reports</c> of a configuration changes in reports; no C compiler is run.</summary>
public sealed class ReportKeysTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [Theory]
    [InlineData("[]", false, "")]
    [InlineData("[console]", true, "")]
    [InlineData("[json, csv]", false, "layers.csv report.json")]
    [InlineData("[console, json, md, html]", true, "report.html report.json report.md")]
    [InlineData("[md, md]", false, "report.md")]
    public void Exactly_the_named_formats_are_written(string formats, bool isPrinted, string files)
    {
        AdcRun run = Compile($"formats: {formats}").Succeeded();
        Assert.Equal(isPrinted, run.Output.Contains("multiply-adds in 3 layers", StringComparison.Ordinal));
        string[] written = [.. folder.Listing.Where(path => path.StartsWith("outputs/small/", StringComparison.Ordinal)).Select(path => Path.GetFileName(path))];
        Assert.Equal(files, string.Join(' ', written.Where(name => name.StartsWith("report.", StringComparison.Ordinal) || name == "layers.csv")));
    }

    [Fact]
    public void A_folder_without_its_report_is_replaced_and_says_why_it_cannot_be_drawn()
    {
        Compile("formats: [console]").Succeeded();
        Compile("formats: [console]").Succeeded();
        AdcRun.Of("view", folder["outputs/small"], "--output", folder["v.html"]).Failed(6, "ADC1117", "with json among reports.formats");
    }

    [Fact]
    public void The_console_says_as_much_as_it_is_asked_to()
    {
        string summary = Compile("detail: summary").Output, layers = Compile("detail: layers").Output, full = Compile("detail: full").Output;
        Assert.DoesNotContain("FULLY_CONNECTED", summary, StringComparison.Ordinal);
        Assert.Contains("  ram ", summary, StringComparison.Ordinal);
        Assert.Contains("FULLY_CONNECTED", layers, StringComparison.Ordinal);
        Assert.DoesNotContain("to int8 [1,5]", layers, StringComparison.Ordinal);
        Assert.Matches(@"to\s+int8\s+\[1,5\]", full);
        Assert.All(full.Split('\n').Where(line => !line.StartsWith("  files", StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Pages_say_as_much_as_they_are_asked_to()
    {
        (string Markdown, string Html) Pages(string detail)
        {
            Compile($"detail: {detail}").Succeeded();
            return (File.ReadAllText(folder["outputs/small/report.md"]), File.ReadAllText(folder["outputs/small/report.html"]));
        }

        (string Markdown, string Html) summary = Pages("summary"), layers = Pages("layers"), full = Pages("full");
        Assert.DoesNotContain("<h2>Layers</h2>", summary.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Memory over time</h2>", summary.Html, StringComparison.Ordinal);
        Assert.Contains("<h2>Fit</h2>", summary.Html, StringComparison.Ordinal);
        Assert.Contains("<h2>Layers</h2>", layers.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("why this engine", layers.Markdown, StringComparison.Ordinal);
        Assert.Contains("why this engine", full.Markdown, StringComparison.Ordinal);
        Assert.Contains("| 2 | softmax |", full.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_from_the_baseline_stand_in_every_report()
    {
        Baseline(report => report["memory"]!["ram_bytes"] = 40);
        AdcRun run = Compile("baseline: former.json").Succeeded();
        Assert.Matches(@"  baseline  former\.json: these figures differ\n.*\n +memory\.ram_bytes +40 +48 +\+20\.00%\n", run.Output);
        Assert.Contains("| memory.ram\\_bytes | 40 | 48 | +20.00% |", File.ReadAllText(folder["outputs/small/report.md"]), StringComparison.Ordinal);
        Assert.Contains("<h2>Against the baseline</h2>", File.ReadAllText(folder["outputs/small/report.html"]), StringComparison.Ordinal);
        JsonElement change = Assert.Single(Report().GetProperty("baseline").GetProperty("changes").EnumerateArray());
        Assert.Equal(("memory.ram_bytes", 40, 48), (change.GetProperty("name").GetString(), change.GetProperty("before").GetInt32(), change.GetProperty("after").GetInt32()));
    }

    [Fact]
    public void Single_layers_are_compared_when_all_is_to_be_told()
    {
        Baseline(report => report["layers"]![0]!["macs"] = 1);
        Assert.Contains("no figure differs", Compile("baseline: former.json").Output, StringComparison.Ordinal);
        Assert.Contains("layers[0].macs", Compile("baseline: former.json, detail: full").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ram: 0.2", true)]
    [InlineData("ram: 0.19", false)]
    [InlineData("ram: 9, memory.ram.arena: 0", true)]
    [InlineData("memory.ram_bytes: 0.1", false)]
    [InlineData("flash: 1", false)] // neither has it
    public void Limits_hold_what_may_be_lost(string limits, bool isHeld)
    {
        Baseline(report => report["memory"]!["ram_bytes"] = 40);
        AdcRun run = Compile($"baseline: former.json, fail_on_regression: {{ {limits} }}");
        Assert.Equal(isHeld ? 0 : 7, run.ExitCode);
        if (!isHeld)
        {
            run.Failed(7, "small.yaml(4,", "error ADC8006: memory.");
            Assert.Equal("ADC8006", Report().GetProperty("diagnostics")[0].GetProperty("code").GetString());
        }
    }

    [Fact]
    public void A_fall_of_memory_is_no_regression()
    {
        Baseline(report => report["memory"]!["ram_bytes"] = 60);
        Compile("baseline: former.json, fail_on_regression: { ram: 0 }").Succeeded();
    }

    [Fact]
    public void A_metric_nobody_knows_is_refused()
    {
        Baseline(_ => { });
        Compile("baseline: former.json, fail_on_regression: { flahs: 0.1 }").Failed(3, "error ADC1007", "'flahs'", "time, cycles, energy, flash, ram");
    }

    [Theory]
    [InlineData(null, 6, "ADC1101")]
    [InlineData("{", 7, "ADC8007")]
    public void A_baseline_that_cannot_be_read(string? text, int exitCode, string code)
    {
        if (text is not null)
        {
            folder.Write("former.json", text);
        }

        Compile("baseline: former.json").Failed(exitCode, $"small.yaml(4,24): error {code}", "former.json");
    }

    [Fact]
    public void Report_and_header_name_every_input_by_its_hash()
    {
        folder.Write("rows.npy", SmallModel.Rows(4));
        Compile("include_hashes: true", "  test_data: rows.npy\n").Succeeded();
        string header = File.ReadAllText(folder["outputs/small/small.h"]);
        JsonElement[] files = [.. Report().GetProperty("model").GetProperty("made_from").EnumerateArray()];
        Assert.Equal(["configuration small.yaml", "tflite_model small.tflite", "test_data rows.npy"], files.Select(file => $"{file.GetProperty("key")} {file.GetProperty("file")}"));
        foreach (JsonElement file in files)
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder[file.GetProperty("file").GetString()!])));
            Assert.Equal(hash, file.GetProperty("sha256").GetString());
            Assert.Contains(hash, header, StringComparison.Ordinal);
            Assert.Contains(hash, File.ReadAllText(folder["outputs/small/report.md"]), StringComparison.Ordinal);
            Assert.Contains(hash, File.ReadAllText(folder["outputs/small/report.html"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_hashes_no_file_has_one()
    {
        Compile("include_hashes: false, formats: [json, md, html]").Succeeded();
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["small.tflite"])));
        Assert.All(Directory.EnumerateFiles(folder["outputs/small"], "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(hash, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.False(Report().GetProperty("model").TryGetProperty("sha256", out _));
    }

    [Fact]
    public void Folders_are_named_only_when_they_may_be()
    {
        Compile("redact_paths: true", "  op_radix: 4\n  frobnicate: 1\n", "axon");
        Assert.All(Reports, file => Assert.DoesNotContain(folder.Path, File.ReadAllText(folder[file]), StringComparison.Ordinal));
        Compile("redact_paths: false", "  op_radix: 4\n  frobnicate: 1\n", "axon");
        Assert.All(Reports, file => Assert.Contains(folder.Path, File.ReadAllText(folder[file]), StringComparison.Ordinal));
        Assert.Equal(folder["small.tflite"], Report().GetProperty("model").GetProperty("file").GetString());
    }

    public void Dispose() => folder.Dispose();

    private static readonly string[] Reports = ["outputs/small/report.json", "outputs/small/report.md", "outputs/small/report.html", "outputs/small/adc.log"];

    private AdcRun Compile(string reports, string more = "", string compatibility = "auto") => AdcRun.Of(
        "compile", folder.Write("small.yaml", $"{SmallModel.Yaml()}  reports: {{ {reports} }}\n{more}"), "--no-build", "--compat", compatibility);

    private JsonElement Report() => JsonDocument.Parse(File.ReadAllText(folder["outputs/small/report.json"])).RootElement;

    private void Baseline(Action<JsonNode> change)
    {
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        JsonNode report = JsonNode.Parse(File.ReadAllText(folder["outputs/small/report.json"]))!;
        change(report);
        folder.Write("former.json", report.ToJsonString());
    }
}
