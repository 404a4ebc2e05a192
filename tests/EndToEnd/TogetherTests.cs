using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Several models in one firmware, which take turns on the emulated board.</summary>
public sealed class TogetherTests : IDisposable
{
    private const string Divided = "memory: { ram_budget: 100KiB }";

    private readonly WorkFolder folder = new();

    [BoardFact]
    public void An_anomaly_detector_and_a_word_spotter_take_turns_in_one_arena()
    {
        folder.Write("speech.tflite", SmallSpeech.Build());
        JsonElement pair = Compile($"ad: {{ tflite_model: {SampleFiles.Int8Model} }}\nspeech: {{ tflite_model: speech.tflite, mvp: {{ force_mvp: [0, 1, 2, 3] }}, compare: {{ layer: {{ exact_ratio: 0.5 }} }} }}\n");
        AssertTurns("ad_sample_int8", "speech");
        AssertArenaIsShared(pair);
        Assert.Single(Directory.GetFiles(folder["outputs/pair/runtime"], "adc_mvp_hw.c"));

        NativeTool.Run("sh", "-c", $"cd '{folder["outputs/pair"]}' && cmake --preset firmware -G 'Unix Makefiles' && cmake --build --preset firmware");
        Assert.Equal(File.ReadAllBytes(folder["outputs/pair/firmware/pair.elf"]), File.ReadAllBytes(folder["outputs/pair/build/firmware/pair.elf"]));
    }

    [SharedBoardFact]
    public void The_benchmarks_anomaly_detector_and_word_spotter_take_turns_in_one_arena()
    {
        JsonElement pair = Compile($"ad: {{ tflite_model: {Repository.Model("ad01/ad01_int8.tflite")} }}\nkws: {{ tflite_model: {Repository.Model("kws/kws_ref_model.tflite")} }}\n");
        AssertTurns("ad01_int8", "kws_ref_model");
        AssertArenaIsShared(pair);
    }

    /// <summary>As many programs of the same shapes: only the driver knows that the registers hold the other model's.</summary>
    [BoardFact]
    public void Models_that_differ_in_their_weights_alone_are_told_apart()
    {
        folder.Write("one.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));
        folder.Write("other.tflite", GraphFile.Of(RandomFullyConnected.Chain(6, 8, 8, 6)));
        const string Keys = "mvp: { force_mvp: [0], force_cpu: [1] }, compare: { layer: { exact_ratio: 0.5 } }";
        Compile($"one: {{ tflite_model: one.tflite, {Keys} }}\nother: {{ tflite_model: other.tflite, {Keys} }}\n");
        AssertTurns("one", "other");
    }

    [BoardFact]
    public void A_model_with_a_state_keeps_its_arena_to_itself()
    {
        folder.Write("streaming.tflite", GraphFile.Of(StreamingGraph.Build()));
        folder.Write("small.tflite", SmallModel.Build());
        folder.Write("images.tflite", SmallImages.Build());
        JsonElement pair = Compile("a: { tflite_model: streaming.tflite }\nb: { tflite_model: small.tflite, codegen: { layout: header } }\nc: { tflite_model: images.tflite, codegen: { api: sync_async } }\n");
        AssertTurns("streaming", "small", "images");
        JsonElement ram = pair.GetProperty("memory").GetProperty("ram");
        Assert.Equal(ArenaOf("a"), ram.GetProperty("own_arenas").GetInt32());
        Assert.Equal(Math.Max(ArenaOf("b"), ArenaOf("c")), ram.GetProperty("shared_arena").GetInt32());
    }

    [Theory]
    [InlineData("target: { board: brd2703a }", "error ADC6020: 'small' and 'images' cannot be in one firmware: target.board is brd2601b")]
    [InlineData("target: { board: none }", "'target.board: none' makes a library and no firmware")]
    [InlineData("memory: { stack: 4KiB }", "firmware.flash_offset or memory.stack differ")]
    [InlineData("firmware: { opt: O3 }", "firmware.opt is O2 and O3")]
    [InlineData("mvp: { power: busy_poll }", "mvp.power differs")]
    [InlineData("firmware: { uart: rtt }", "firmware.uart differs")]
    public void Models_that_disagree_about_the_chip_stay_apart(string keys, string message)
    {
        folder.Write("small.tflite", SmallModel.Build());
        folder.Write("images.tflite", SmallImages.Build());
        Write($"small: {{ tflite_model: small.tflite }}\nimages: {{ tflite_model: images.tflite, {keys} }}\n");
        AdcRun.Of("compile", folder["pair.yaml"], "--no-build").Failed(8, "ADC6020", message);
        Assert.False(Directory.Exists(folder["outputs/pair"]));
        Assert.True(File.Exists(folder["outputs/images/images.c"]));
    }

    [Fact]
    public void Files_of_one_name_are_refused()
    {
        folder.Write("small.tflite", SmallModel.Build());
        folder.Write("images.tflite", SmallImages.Build());
        Write("small: { tflite_model: small.tflite }\nimages: { tflite_model: images.tflite, model_name: small_weights }\n");
        AdcRun.Of("compile", folder["pair.yaml"], "--no-build").Failed(8, "ADC6020", "two of them have a file 'small_weights.");
    }

    [Fact]
    public void Constants_that_fill_the_RAM_twice_are_too_large()
    {
        string model = SampleFiles.Int8Model;
        Write($"a: {{ tflite_model: {model}, model_name: first }}\nb: {{ tflite_model: {model}, model_name: second }}\n", "");
        AdcRun.Of("compile", folder["pair.yaml"], "--no-build").Failed(8, "error ADC6021: firmware 'pair' needs ", "bytes of RAM, but has 253,952: give each model a part of it by memory.ram_budget");
    }

    [Theory]
    [InlineData("pair", "small")]
    [InlineData("small", "PAIR")]
    public void The_name_of_the_firmware_is_its_own(string test, string model)
    {
        folder.Write("small.tflite", SmallModel.Build());
        Write($"{test}: {{ tflite_model: small.tflite, model_name: {model} }}\n");
        AdcRun.Of("compile", folder["pair.yaml"], "--check").Failed(3, "(1,18): error ADC1017", "'adc.together'");
    }

    public void Dispose() => folder.Dispose();

    private void Write(string tests, string defaults = Divided) =>
        folder.Write("pair.yaml", $"adc: {{ together: pair, defaults: {{ {defaults} }} }}\n{tests}");

    private JsonElement Compile(string tests)
    {
        Write(tests);
        AdcRun run = AdcRun.Of("compile", folder["pair.yaml"], "--json", "--quiet").Succeeded();
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;
        JsonElement pair = document.GetProperty("reports").EnumerateArray().Last();
        Assert.Empty(JsonSchemaCheck.Violations(pair));
        Assert.True(JsonElement.DeepEquals(pair, JsonDocument.Parse(File.ReadAllText(folder["outputs/pair/report.json"])).RootElement));
        return pair;
    }

    /// <summary>Each model was right on all of its four vectors, between those of the others, here and on the emulated board.</summary>
    private void AssertTurns(params string[] models)
    {
        string[] consoles = File.ReadAllText(folder["outputs/pair/adc.log"]).Split("== console of the emulated board");
        Assert.Equal(2, consoles.Length);
        Assert.All(consoles, console =>
        {
            (string, string)[] turns = [.. Regex.Matches(console, @"adc model (\w+) vector (\d) PASS").Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
            Assert.Equal([.. Enumerable.Range(0, 4).SelectMany(vector => models.Select(model => (model, $"{vector}")))], turns);
            Assert.Contains($"adc verdict PASS {4 * models.Length}/{4 * models.Length}\n", console, StringComparison.Ordinal);
        });
    }

    /// <summary>The firmware's RAM is that of the larger arena and of all constants, not the sum of what the models need apart.</summary>
    private static void AssertArenaIsShared(JsonElement pair)
    {
        const int Contexts = 400; // of both models, and what the driver keeps
        JsonElement memory = pair.GetProperty("memory"), ram = memory.GetProperty("ram");
        int[] arenas = [.. pair.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("arena").GetInt32())];
        int constants = ram.GetProperty("pinned_constants").GetInt32(), all = memory.GetProperty("ram_bytes").GetInt32();
        Assert.Equal(arenas.Max(), ram.GetProperty("shared_arena").GetInt32());
        Assert.InRange(all, arenas.Max() + constants, arenas.Max() + constants + Contexts);
        Assert.InRange(Contexts, 0, arenas.Min());
    }

    private int ArenaOf(string test) =>
        JsonDocument.Parse(File.ReadAllText(folder[$"outputs/{test}/report.json"])).RootElement.GetProperty("memory").GetProperty("ram").GetProperty("arena").GetInt32();
}
