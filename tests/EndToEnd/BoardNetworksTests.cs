using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The convolutional networks of MLPerf Tiny on the CPU alone: what they may cost, and what they are worth on real data.</summary>
public sealed class BoardNetworksTests
{
    // TensorFlow Lite Micro with CMSIS-NN takes 7.80, 29.93 and 24.54 million instructions, arenas of 22.8, 55.0 and 100.7 kB.
    [SharedBoardTheory]
    [InlineData("kws/kws_ref_model.tflite", 12_480_000, 22_800, 53_936)]
    [InlineData("ic/pretrainedResnet_quant.tflite", 47_880_000, 55_000, 98_496)]
    [InlineData("vww/vww_96_int8.tflite", 39_260_000, 100_700, 333_288)]
    public void A_network_costs_at_most(string model, long instructions, int ram, int file)
    {
        const int CodeBeyondTheFile = 24_000;
        AdcRun run = AdcRun.Of("profile", Repository.Model(model), "--accelerator", "none", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement report = result.RootElement.GetProperty("reports")[0], memory = report.GetProperty("memory");

        Assert.InRange(report.GetProperty("cycles").GetProperty("instructions").GetInt64(), 1, instructions);
        Assert.InRange(memory.GetProperty("ram_bytes").GetInt32(), 1, ram);
        Assert.InRange(memory.GetProperty("flash_bytes").GetInt32(), 1, file + CodeBeyondTheFile);
    }

    [SharedBoardTheory]
    [InlineData("reference")]
    [InlineData("cpu")]
    public void Keyword_spotting_is_right_on_452_of_500_real_clips(string engine)
    {
        using var folder = new WorkFolder();
        AdcRun.Of(
            "run", Repository.Model("kws/kws_ref_model.tflite"), "--input", Repository.Model("kws/data/x_test_kws_int8.npy"), "--output", folder["y.npy"],
            "--engine", engine).Succeeded();
        NpyArray outputs = folder.ReadNpy("y.npy"), labels = Golden.Array("kws/data/y_test_kws.npy");
        Assert.True(outputs.Data.Span.SequenceEqual(Golden.Array("kws/data/golden_int8_output.npy").Data.Span));

        const int Clips = 500, Words = 12;
        int labelSize = labels.Data.Length / Clips;
        int right = Enumerable.Range(0, Clips).Count(clip =>
        {
            sbyte[] scores = [.. outputs.Data.Slice(clip * Words, Words).ToArray().Select(value => unchecked((sbyte)value))];
            return Array.IndexOf(scores, scores.Max()) == labels.Data.Span[clip * labelSize];
        });
        Assert.Equal(452, right);
    }
}
