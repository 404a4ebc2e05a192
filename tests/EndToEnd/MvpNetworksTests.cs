using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The convolutional networks on the accelerator: what they cost, what they are worth on real data, and that all machines agree.</summary>
public sealed class MvpNetworksTests
{
    private const string Kws = "kws/kws_ref_model.tflite", Ic = "ic/pretrainedResnet_quant.tflite", Vww = "vww/vww_96_int8.tflite";

    public static TheoryData<string> Int8Models =>
    [
        "ad01/ad01_int8.tflite", "ad01/ad01_int8_floatio.tflite", "mltk_ad/anomaly_detection.tflite", Kws, Ic, Vww, "hello_world/hello_world_int8.tflite",
        "micro_speech/micro_speech_quantized.tflite", "person_detect/person_detect.tflite", "bearing_mlp/model_int8.tflite",
    ];

    // The vendor published 2.83, 9.43 and 8.71 million cycles.
    [SharedBoardTheory]
    [InlineData(Kws, "", 1_500_000)]
    [InlineData(Ic, "mvp: { winograd: off }", 6_600_000)]
    [InlineData(Ic, "", 5_100_000)]
    [InlineData(Vww, "", 2_600_000)]
    [InlineData(Vww, "graph: { prune_constant_channels: false }", 4_350_000)]
    public void A_network_takes_at_most_so_many_modelled_cycles_within_200_kB(string model, string setting, long cycles)
    {
        const int Ram = 200_000;
        JsonElement report = Report(model, $"  memory: {{ ram_budget: 199kB }}\n  {setting}\n");
        Assert.Equal("modelled", report.GetProperty("cycles").GetProperty("kind").GetString());
        Assert.InRange(report.GetProperty("cycles").GetProperty("total").GetInt64(), cycles / 2, cycles);
        Assert.InRange(report.GetProperty("memory").GetProperty("ram_bytes").GetInt32(), 1, Ram);
    }

    // Whatever the budget is, the least that any layer needs is what the CPU alone needs.
    [SharedBoardTheory]
    [InlineData("58kB", 58_500)]
    [InlineData("80kB", 80_500)]
    [InlineData("96kB", 96_500)]
    public void Layers_give_up_scratch_memory_until_the_model_fits(string budget, int bytes) =>
        Assert.InRange(Report(Vww, $"  memory: {{ ram_budget: {budget} }}\n").GetProperty("memory").GetProperty("ram_bytes").GetInt32(), 1, bytes);

    [SharedBoardTheory]
    [MemberData(nameof(Int8Models))]
    public void Simulator_desktop_and_board_agree_bit_for_bit(string model)
    {
        JsonElement comparison = Report(model, "").GetProperty("comparison");
        foreach (string machine in (string[])["cpu", "board"])
        {
            JsonElement column = comparison.GetProperty(machine);
            Assert.Equal(("mvp", 0, 1.0), (column.GetProperty("versus").GetString(), column.GetProperty("max_abs_lsb").GetInt32(), column.GetProperty("exact_ratio").GetDouble()));
        }
    }

    [SharedTheory]
    [MemberData(nameof(Int8Models))]
    public void Nearly_all_multiply_adds_are_on_the_accelerator(string model)
    {
        const double Most = 0.98;
        AdcRun run = AdcRun.Of("scan", Repository.Model(model), "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument scan = JsonDocument.Parse(run.Output);
        long all = 0, accelerated = 0;
        foreach (JsonElement layer in scan.RootElement.GetProperty("reports")[0].GetProperty("layers").EnumerateArray())
        {
            long multiplyAdds = layer.GetProperty("macs").GetInt64();
            all += multiplyAdds;
            bool isAccelerated = layer.GetProperty("engine").GetString() == "mvp";
            accelerated += isAccelerated ? multiplyAdds : 0;
            Assert.True(isAccelerated || !string.IsNullOrEmpty(layer.GetProperty("reason").GetString()));
        }

        Assert.True(accelerated >= Most * all, $"{accelerated} of {all}");
    }

    [SharedFact]
    public void Keyword_spotting_stays_within_five_of_452_clips()
    {
        using var folder = new WorkFolder();
        AdcRun.Of(
            "run", Repository.Model(Kws), "--input", Repository.Model("kws/data/x_test_kws_int8.npy"), "--output", folder["y.npy"], "--engine", "mvp");
        NpyArray outputs = folder.ReadNpy("y.npy"), labels = Golden.Array("kws/data/y_test_kws.npy");
        const int Clips = 500, Words = 12;
        int labelSize = labels.Data.Length / Clips;
        int right = Enumerable.Range(0, Clips).Count(clip =>
        {
            sbyte[] scores = [.. outputs.Data.Slice(clip * Words, Words).ToArray().Select(value => unchecked((sbyte)value))];
            return Array.IndexOf(scores, scores.Max()) == labels.Data.Span[clip * labelSize];
        });
        Assert.InRange(right, 447, 457);
    }

    public static TheoryData<int> LayersOfTheAutoencoder => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(LayersOfTheAutoencoder))]
    public void Each_layer_of_the_large_autoencoder_compiles_or_names_the_bytes(int index)
    {
        const int PartRam = 262_144;
        Graph graph = TfLiteFrontend.Read(SmdAutoencoder.File(), "smd.tflite", new DiagnosticBag())!;
        Node node = graph.Nodes[index];
        Sequence<TensorId> input = [node.Inputs[node.Operator is TransposeConv ? 2 : 0]];
        using var folder = new WorkFolder();
        folder.Write("layer.tflite", TfLiteExport.Write(graph with { Nodes = [node], Inputs = input, Outputs = [node.Output] }));
        folder.Write("layer.yaml", "layer:\n  tflite_model: layer.tflite\n");
        AdcRun run = AdcRun.Of("compile", folder["layer.yaml"], "--no-build", "--out", folder["out"]);
        int bytes = graph.TypeOf(input[0]).SizeInBytes + graph.TypeOf(node.Output).SizeInBytes;
        if (run.ExitCode != 0)
        {
            Assert.True(run.ExitCode == 5, run.Error);
            Assert.Contains("error ADC5001", run.Error, StringComparison.Ordinal);
            Assert.Contains("bytes of RAM", run.Error, StringComparison.Ordinal);
            Assert.True(bytes > PartRam / 2, $"{bytes} bytes should fit: {run.Error}");
            return;
        }

        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["out/layer/report.json"]));
        JsonElement layer = report.RootElement.GetProperty("layers")[0];
        Assert.True(layer.GetProperty("engine").GetString() == "mvp", layer.GetProperty("reason").GetString());
    }

    private static JsonElement Report(string model, string settings)
    {
        using var folder = new WorkFolder();
        string yaml = folder.Write("m.yaml", $"m:\n  tflite_model: {Repository.Model(model)}\n{settings}");
        Assert.Equal(0, AdcRun.Of("compile", yaml, "--out", folder["out"], "--allow-outside").ExitCode);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["out/m/report.json"]));
        return report.RootElement.Clone();
    }
}
