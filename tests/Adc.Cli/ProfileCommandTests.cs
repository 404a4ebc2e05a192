using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class ProfileCommandTests
{
    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Of_two_layers_on_the_accelerator()
    {
        using WorkFolder folder = SmallChain.Folder();
        Snapshot.Verify(Form(AdcRun.At(100, "profile", folder["tiny.tflite"]).Succeeded().Output));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Of_a_classifier_on_the_core()
    {
        using WorkFolder folder = SmallModel.Folder();
        Snapshot.Verify(Form(AdcRun.Of("profile", folder["small.tflite"], "--accelerator", "none").Succeeded().Output));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Of_the_sample_in_80_columns()
    {
        string output = AdcRun.At(80, "profile", SampleFiles.Int8Model).Succeeded().Output;
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(Form(output));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Shares_of_a_layer_make_up_its_cycles_and_spans_follow_each_other()
    {
        using WorkFolder folder = SmallChain.Folder();
        JsonElement report = Report("profile", folder["tiny.tflite"]), profile = report.GetProperty("profile");
        foreach ((JsonElement layer, JsonElement shares) in report.GetProperty("layers").EnumerateArray().Zip(profile.GetProperty("layers").EnumerateArray()))
        {
            Assert.Equal(
                Whole(layer, "accelerator_cycles") + Whole(layer, "cpu_cycles"),
                Whole(shares, "arithmetic_cycles") + Whole(shares, "issue_cycles") + Whole(shares, "flash_cycles") + Whole(shares, "overhead_cycles"));
            Assert.Equal(Whole(layer, "macs") / 2, Whole(shares, "arithmetic_cycles"));
        }

        long now = 0;
        foreach (JsonElement span in profile.GetProperty("time_line").EnumerateArray())
        {
            Assert.Equal(now, Whole(span, "start_cycle"));
            now = Whole(span, "end_cycle");
        }

        Assert.InRange(report.GetProperty("cycles").GetProperty("energy_j").GetDouble(), 1e-9, 1e-3);
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void The_hint_to_put_weights_into_RAM_saves_what_it_promises()
    {
        using WorkFolder folder = SmallChain.Folder("memory: { constants: flash }");
        folder.Write("auto.yaml", SmallChain.Yaml("memory: { constants: auto }"));
        JsonElement flash = Report("profile", folder["tiny.yaml"]), auto = Report("profile", folder["auto.yaml"]);
        JsonElement hint = Assert.Single(flash.GetProperty("profile").GetProperty("hints").EnumerateArray());
        Assert.Contains("memory.constants: auto", hint.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal(Accelerator(flash) - Accelerator(auto), Whole(hint, "saved_cycles"));
        Assert.Equal(Pinned(auto) - Pinned(flash), Whole(hint, "ram_bytes"));
        Assert.Empty(auto.GetProperty("profile").GetProperty("hints").EnumerateArray());
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void What_a_larger_budget_would_give_is_tried()
    {
        using WorkFolder folder = SmallChain.Folder("memory: { ram_budget: 2000 }");
        folder.Write("free.yaml", SmallChain.Yaml(""));
        string output = AdcRun.Of("profile", folder["tiny.yaml"]).Succeeded().Output;
        long saved = Accelerator(Report("profile", folder["tiny.yaml"])) - Accelerator(Report("profile", folder["free.yaml"]));
        Assert.True(saved > 0);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"-{saved:N0} cycles"), output, StringComparison.Ordinal);
        Assert.Contains("leave the model all of the RAM", output, StringComparison.Ordinal);
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Energy_is_absent_where_nobody_has_measured_it()
    {
        using WorkFolder folder = SmallChain.Folder("target: { clock_hz: 39MHz }");
        Assert.Contains("Energy (uJ)             not known: the accelerator's power is published for 78 MHz alone", AdcRun.Of("profile", folder["tiny.yaml"]).Succeeded().Output, StringComparison.Ordinal);
        JsonElement report = Report("profile", folder["tiny.yaml"]);
        Assert.False(report.GetProperty("cycles").TryGetProperty("energy_j", out _));
        Assert.False(report.GetProperty("profile").TryGetProperty("energy_source", out _));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Energy_comes_from_figures_of_ones_own()
    {
        using WorkFolder folder = SmallChain.Folder("target: { energy_model: power.json, clock_hz: 39MHz }");
        folder.Write("power.json", """{ "source": "our board", "core_pj_per_cycle": 50, "accelerator_pj_per_cycle": 200, "uncertainty": 0.02 }""");
        JsonElement report = Report("profile", folder["tiny.yaml"]), cycles = report.GetProperty("cycles");
        Assert.Equal((Whole(cycles, "cpu") * 50e-12) + (Whole(cycles, "accelerator") * 200e-12), cycles.GetProperty("energy_j").GetDouble(), 1e-15);
        Assert.Equal("our board", report.GetProperty("profile").GetProperty("energy_source").GetString());
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void A_configuration_is_profiled_as_its_compilation_lowers_it()
    {
        using WorkFolder folder = SmallChain.Folder("train_data: x.npy");
        var random = new Random(7);
        folder.Write("x.npy", NpyArray.Of([.. Enumerable.Range(0, 30 * 40).Select(_ => 3 + random.NextSingle())], 30, 40));
        AdcRun.Of("compile", folder["tiny.yaml"], "--set", "adc.seed=5").Succeeded();
        JsonElement compiled = JsonDocument.Parse(File.ReadAllText(folder["outputs/tiny/report.json"])).RootElement;
        folder.Write("seeded.yaml", $"adc: {{ schema: adc/1, seed: 5 }}\n{File.ReadAllText(folder["tiny.yaml"])}");

        JsonElement profiled = Report("profile", folder["seeded.yaml"]);

        Assert.Equal(Cycles(compiled), Cycles(profiled));
        Assert.NotEqual(Cycles(compiled), Cycles(Report("profile", folder["tiny.tflite"]))); // the rows do matter
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Each_combination_of_values_is_profiled()
    {
        using WorkFolder folder = SmallChain.Folder("psum_buffer_placement: [interlayer_buffer, dedicated_memory]");
        string[] titles = [.. AdcRun.Of("profile", folder["tiny.yaml"]).Output.Split('\n').Where(line => line.EndsWith("(tiny.tflite)", StringComparison.Ordinal))];
        Assert.Equal(2, titles.Length);
    }

    [Theory]
    [InlineData("no JSON", "holds no power figures")]
    [InlineData("{}", "'source' is missing")]
    [InlineData("""{ "source": "x", "uncertainty": 0.1, "core_pj_per_cycle": -1 }""", "'core_pj_per_cycle' is no number from 0 to a million")]
    [InlineData("""{ "source": "x" }""", "'uncertainty' is missing")]
    public void Figures_that_are_none_are_refused(string file, string words)
    {
        using WorkFolder folder = SmallChain.Folder("target: { energy_model: power.json }");
        folder.Write("power.json", file);
        AdcRun.Of("profile", folder["tiny.yaml"]).Failed(6, "ADC1121", words);
    }

    /// <summary>The text without its figures; the bars of the time line become one sign.</summary>
    private static string Form(string text) => Masked.Figures(Regex.Replace(text, "(?m)^(  (CPU|MVP)   )[#+.]+$", "$1#"));

    private static JsonElement Report(params string[] arguments)
    {
        AdcRun run = AdcRun.Of([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("reports")[0];
    }

    private static (long Accelerator, long Core, long Instructions) Cycles(JsonElement report) =>
        (Accelerator(report), Whole(report.GetProperty("cycles"), "cpu"), Whole(report.GetProperty("cycles"), "instructions"));

    private static long Accelerator(JsonElement report) => Whole(report.GetProperty("cycles"), "accelerator");

    private static long Pinned(JsonElement report) => Whole(report.GetProperty("memory").GetProperty("ram"), "pinned_constants");

    private static long Whole(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
