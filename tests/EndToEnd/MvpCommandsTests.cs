using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Formats.TfLite;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The commands that use the accelerator, on a model of two layers.</summary>
public sealed class MvpCommandsTests
{
    [Fact]
    public void Scan_tells_where_layers_run_and_why()
    {
        using WorkFolder folder = Folder("");
        Snapshot.Verify(AdcRun.Of("scan", folder["tiny.tflite"]).Succeeded().Output);
    }

    [Fact]
    public void Scanning_a_batch_goes_on_after_a_bad_file()
    {
        using WorkFolder folder = Folder("");
        folder.Write("bad.tflite", "no model");
        folder.Write("list.txt", $"{folder["bad.tflite"]}\n\n{folder["tiny.tflite"]}\n{folder["gone.tflite"]}\n");
        AdcRun run = AdcRun.Of("scan", "--batch", folder["list.txt"]);
        JsonElement[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(4, run.ExitCode);
        Assert.Equal([folder["bad.tflite"], folder["tiny.tflite"], folder["gone.tflite"]], lines.Select(line => line.GetProperty("path").GetString()!));
        Assert.Equal([false, true, false], lines.Select(line => line.GetProperty("exit_code").GetInt32() == 0));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Profile_counts_layer_by_layer()
    {
        using WorkFolder folder = Folder("");
        string output = AdcRun.Of("profile", folder["tiny.tflite"]).Succeeded().Output;
        Assert.Contains("Accelerator cycles", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("FULLY_CONNECTED").Length - 1);
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Board_and_simulated_accelerator_give_the_same_bits()
    {
        using WorkFolder folder = Folder("");
        folder.Write("x.npy", Rows());
        AdcRun.Of("run", folder["tiny.tflite"], "--input", folder["x.npy"], "--output", folder["mvp.npy"], "--engine", "mvp").Succeeded();
        AdcRun.Of("run", folder["tiny.tflite"], "--input", folder["x.npy"], "--output", folder["board.npy"], "--engine", "board", "--accelerator", "mvp").Succeeded();
        Assert.Equal(folder.ReadNpy("mvp.npy").ToInt8(), folder.ReadNpy("board.npy").ToInt8());
    }

    [Fact]
    public void A_configuration_runs_on_the_simulated_accelerator()
    {
        using WorkFolder folder = Folder("mvp: { centre: off }");
        folder.Write("x.npy", Rows());
        AdcRun.Of("run", folder["tiny.yaml"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--engine", "mvp").Succeeded();
        Assert.Equal([6, 32], folder.ReadNpy("y.npy").Shape);
    }

    [Fact]
    public void A_layer_that_does_not_exist_is_an_error() =>
        Compile("mvp: { force_cpu: [7], force_mvp: [dense9] }").Failed(4, "ADC4005", "mvp.force_cpu: the model has no layer '7'", "mvp.force_mvp: the model has no layer 'dense9'");

    [Fact]
    public void A_layer_that_must_be_accelerated_and_must_not_is_an_error() => Compile("mvp: { force_mvp: [0], force_cpu: [dense0] }").Failed(4, "ADC4006");

    [Fact]
    public void A_layer_that_must_be_accelerated_but_not_so_inexactly_is_an_error() =>
        Compile("mvp: { force_mvp: [0] }\n  compare: { layer: { exact_ratio: 1 } }").Failed(7, "ADC8003", "half precision gives ", "allowed are 100");

    [Fact]
    public void A_layer_that_must_be_accelerated_may_be_beyond_its_tolerance_with_a_warning()
    {
        AdcRun run = Compile("mvp: { force_mvp: [0] }\n  compare: { layer: { exact_ratio: 1 }, on_fail: warn }");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning ADC8003", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_falls_back_is_a_warning_an_error_or_nothing_as_configured()
    {
        const string Unreachable = "compare: { layer: { exact_ratio: 1 } }\n  mvp: { fallback: ";
        Compile(Unreachable + "error }").Failed(4, "error ADC4006", "the layer runs on the CPU: half precision gives ");
        AdcRun warned = Compile(Unreachable + "warn }"), silent = Compile(Unreachable + "allow }");
        Assert.Equal((0, 0), (warned.ExitCode, silent.ExitCode));
        Assert.Contains("'dense1']: warning ADC4006: the layer runs on the CPU: half precision gives ", warned.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ADC4006", silent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_beyond_their_tolerance_are_an_error() => Compile("compare: { output: { mean_abs_lsb: 0 } }").Failed(7, "ADC8002", "mean difference");

    [Fact]
    public void Outputs_beyond_their_tolerance_may_be_a_warning()
    {
        AdcRun run = Compile("compare: { output: { mean_abs_lsb: 0, max_abs_lsb: 0, within_one_ratio: 1 }, on_fail: warn }");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning ADC8002", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_tell_where_the_differences_of_a_layer_come_from()
    {
        using WorkFolder folder = Folder("");
        AdcRun.Of("compile", folder["tiny.yaml"], "--no-build", "--no-sim").Succeeded();

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["outputs/tiny/report.json"]));
        JsonElement error = report.RootElement.GetProperty("layers")[0].GetProperty("error");
        Assert.Equal(
            ["max_lsb", "mean_lsb", "exact_ratio", "mean_split_lsb", "bound_lsb", "bound_split_lsb", "worst_case_lsb"], error.EnumerateObject().Select(member => member.Name));
        Assert.All(["mean_split_lsb", "bound_split_lsb"], split =>
            Assert.Equal(["accumulation", "constants", "rounding"], error.GetProperty(split).EnumerateObject().Select(member => member.Name)));
        double total = error.GetProperty("mean_split_lsb").EnumerateObject().Sum(member => member.Value.GetDouble());
        Assert.Equal(error.GetProperty("mean_lsb").GetDouble(), total, 1e-5);
        Assert.Matches(
            @"(?m)^layer 0: at most \d, mean 0\.\d{4} = -?0\.\d{4} accumulation \+ -?0\.\d{4} constants \+ 0\.\d{4} rounding; bound \d+, on any input \d+$",
            File.ReadAllText(folder["outputs/tiny/adc.log"]));
    }

    private static AdcRun Compile(string key)
    {
        using WorkFolder folder = Folder(key);
        return AdcRun.Of("compile", folder["tiny.yaml"], "--no-build", "--no-sim");
    }

    private static WorkFolder Folder(string key)
    {
        var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 40, 48, 32)));
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  {key}\n");
        return folder;
    }

    private static NpyArray Rows()
    {
        sbyte[] values = new sbyte[6 * 40];
        new Random(3).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return NpyArray.Of(values, 6, 40);
    }
}
