using System.Text.Json;

namespace Adc.Tests.Cli;

/// <summary>What the section <c>estimate</c> of a configuration changes in reports; no C compiler is run.</summary>
public sealed class EstimateKeysTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [Fact]
    public void Operations_parameters_and_activations_stand_in_every_report()
    {
        string console = Compile("flops: true").Succeeded().Output;
        Assert.Matches(@"multiply-adds +parameters +parameters B +activations B\n  inference +45 +53 +77 +", console);
        JsonElement estimate = Report().GetProperty("estimate"), command = Estimate();
        Assert.True(JsonElement.DeepEquals(command.GetProperty("inference"), estimate.GetProperty("inference")));
        Assert.True(JsonElement.DeepEquals(command.GetProperty("layers"), estimate.GetProperty("layers")));
        Assert.False(estimate.TryGetProperty("training", out _));
        Assert.Contains("| inference | 45 | 53 |", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains("<h2>Estimate</h2>", Text("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_them_no_report_has_a_table()
    {
        string console = Compile("flops: false, training: true").Succeeded().Output;
        Assert.DoesNotContain("inference ", console, StringComparison.Ordinal);
        Assert.False(Report().TryGetProperty("estimate", out _));
        Assert.DoesNotContain("| inference |", Text("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Estimate</h2>", Text("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_has_a_row_of_its_own()
    {
        string console = Compile("training: true").Succeeded().Output;
        Assert.Matches(@"\n  training +135 +53 ", console);
        Assert.Equal(135, Report().GetProperty("estimate").GetProperty("training").GetProperty("macs").GetInt32());
        Assert.Contains("| training | 135 | 53 |", Text("report.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Cycles_stay_away_when_nobody_wants_them()
    {
        Compile("cycles: model", "mvpv1").Succeeded();
        Assert.Contains("MVP cycles", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains(Report().GetProperty("layers").EnumerateArray(), layer => layer.TryGetProperty("accelerator_cycles", out _));
        string console = Compile("cycles: none", "mvpv1").Succeeded().Output;
        Assert.DoesNotContain("cyc", console, StringComparison.Ordinal);
        Assert.DoesNotContain("cycles", Text("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Cycles by layer</h2>", Text("report.html"), StringComparison.Ordinal);
        Assert.All(Report().GetProperty("layers").EnumerateArray(), layer => Assert.False(layer.TryGetProperty("accelerator_cycles", out _)));
    }

    [Fact]
    public void The_simulator_counts_what_the_formula_says()
    {
        Compile("cycles: model", "mvpv1").Succeeded();
        long[] formula = AcceleratorCycles();
        Compile("cycles: sim", "mvpv1").Succeeded();
        Assert.NotEmpty(formula);
        Assert.Equal(formula, AcceleratorCycles());
    }

    [Fact]
    public void Memory_and_time_may_wait_for_data()
    {
        string without = Compile("without_data: false").Succeeded().Output;
        Assert.DoesNotContain("  ram ", without, StringComparison.Ordinal);
        Assert.DoesNotContain("| RAM |", Text("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Fit</h2>", Text("report.html"), StringComparison.Ordinal);
        Assert.Equal(48, Report().GetProperty("memory").GetProperty("ram_bytes").GetInt32());
        Assert.Contains("  ram ", Compile("without_data: true").Output, StringComparison.Ordinal);
        folder.Write("rows.npy", SmallModel.Rows(4));
        Assert.Contains("  ram ", Compile("without_data: false", more: "  test_data: rows.npy\n").Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private AdcRun Compile(string estimate, string accelerator = "none", string more = "") => AdcRun.Of(
        "compile", folder.Write("small.yaml", $"small:\n  tflite_model: small.tflite\n  target: {{ accelerator: {accelerator} }}\n  estimate: {{ {estimate} }}\n{more}"), "--no-build");

    private string Text(string file) => File.ReadAllText(folder[$"outputs/small/{file}"]);

    private JsonElement Report() => JsonDocument.Parse(Text("report.json")).RootElement;

    private JsonElement Estimate() => JsonDocument.Parse(AdcRun.Of("estimate", folder["small.tflite"], "--json").Output).RootElement.GetProperty("reports")[0];

    private long[] AcceleratorCycles() =>
        [.. Report().GetProperty("layers").EnumerateArray().Where(layer => layer.TryGetProperty("accelerator_cycles", out _)).Select(layer => layer.GetProperty("accelerator_cycles").GetInt64())];
}
