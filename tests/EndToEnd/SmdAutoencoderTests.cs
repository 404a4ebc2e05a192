using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>A network that no part can hold: refused with the figures, estimated when asked, exact on this machine, and on the board when made narrower.</summary>
public sealed class SmdAutoencoderTests
{
    private const int Elements = 1024 * 32;

    [Fact]
    public void It_is_refused_with_the_figures()
    {
        using var folder = new WorkFolder();
        Write(folder, width: 1, "");
        AdcRun.Of("compile", folder["smd.yaml"], "--out", folder["out"]).Failed(
            5, "ADC5001", "ADC5002", "memory.ram_budget", "memory.flash_budget", "1,048,576 bytes of RAM (tensor 'enc/conv01' alone)", "4,815");
        Assert.False(Directory.Exists(folder["out"]));
    }

    [ToolFact("cc")]
    public void It_is_estimated_without_firmware_when_asked()
    {
        using var folder = new WorkFolder();
        Write(folder, width: 1, "  target: { accelerator: none }\n  memory: { on_exceed: estimate_only }\n");
        AdcRun run = AdcRun.Of("compile", folder["smd.yaml"], "--out", folder["out"], "--no-sim");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning ADC5001", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning ADC5002", run.Error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["out/smd/report.json"]));
        Assert.Equal(4_753_448_960, report.RootElement.GetProperty("model").GetProperty("macs").GetInt64());
        Assert.False(File.Exists(folder["out/smd/firmware/smd.elf"]));
    }

    [ToolFact("cc")]
    public void The_reference_and_the_emitted_C_agree_on_the_whole_network()
    {
        using var folder = new WorkFolder();
        string model = folder.Write("smd.tflite", SmdAutoencoder.File());
        string rows = folder.Write("x.npy", Rows(1));
        AdcRun.Of("run", model, "--input", rows, "--output", folder["reference.npy"]).Succeeded();
        Assert.Equal(0, AdcRun.Of("run", model, "--input", rows, "--output", folder["cpu.npy"], "--engine", "cpu").ExitCode);
        AssertEqualAndLively(folder, "reference.npy", "cpu.npy");
    }

    [BoardFact]
    public void An_eighth_of_the_width_runs_on_the_emulated_board()
    {
        using var folder = new WorkFolder();
        string model = folder.Write("narrow.tflite", SmdAutoencoder.File(0.125));
        string rows = folder.Write("x.npy", Rows(1));
        AdcRun.Of("run", model, "--input", rows, "--output", folder["reference.npy"]).Succeeded();
        AdcRun.Of("run", model, "--input", rows, "--output", folder["board.npy"], "--engine", "board").Succeeded();
        AssertEqualAndLively(folder, "reference.npy", "board.npy");
    }

    private static void AssertEqualAndLively(WorkFolder folder, string expected, string actual)
    {
        ReadOnlySpan<byte> reference = folder.ReadNpy(expected).Data.Span;
        Assert.True(reference.SequenceEqual(folder.ReadNpy(actual).Data.Span));
        Assert.InRange(reference.ToArray().Distinct().Count(), 30, 256);
    }

    private static void Write(WorkFolder folder, double width, string settings)
    {
        folder.Write("smd.tflite", SmdAutoencoder.File(width));
        folder.Write("smd.yaml", $"smd:\n  model_name: smd\n  tflite_model: smd.tflite\n{settings}");
    }

    private static byte[] Rows(int count)
    {
        var random = new Random(3);
        byte[] values = new byte[count * Elements];
        random.NextBytes(values);
        return NpyWriter.Write(new NpyArray(NpyElementType.Int8, [count, 1024, 32, 1], values));
    }
}
