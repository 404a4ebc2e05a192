using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The keys that make variants, from the configuration to the emulated board.</summary>
public sealed class VariantKeysTests : IDisposable
{
    private readonly WorkFolder folder = new();

    [BoardTheory]
    [InlineData("none", "cpu")]
    [InlineData("mvp", "mvp")]
    public void An_int32_output_is_the_same_on_board_host_and_simulator(string accelerator, string engine)
    {
        Dense($"disable_op_quantization: true\n  target: {{ accelerator: {accelerator} }}\n  test_data: x.npy\n  reference: {{ run: [int8{(engine == "mvp" ? ", mvp" : "")}] }}");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"]).Succeeded();

        Assert.Contains("PASS: emitted C on this machine exact on 4 of 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", run.Output, StringComparison.Ordinal);
        JsonElement last = Report().GetProperty("layers").EnumerateArray().Last();
        Assert.Equal(engine, last.GetProperty("engine").GetString());
        Assert.Equal(engine == "mvp", last.GetProperty("reason").GetString()!.Contains("below the resolution of half precision", StringComparison.Ordinal));
        Assert.Equal("int32", Report().GetProperty("model").GetProperty("outputs")[0].GetProperty("type").GetString());
        Assert.Matches(@"#define NET_OUTPUT_RADIX \d+ ", File.ReadAllText(folder["outputs/net/net.h"]));
        if (engine == "mvp")
        {
            // Sums in half precision are less than a step from exact ones, but not equal to them.
            double mean = Report().GetProperty("comparison").GetProperty("mvp").GetProperty("mean_abs_lsb").GetDouble();
            Assert.InRange(mean, 1e-6, 0.5);
        }
    }

    [Fact]
    public void The_radix_of_the_configuration_is_taken_or_refused_where_it_stands()
    {
        Dense("disable_op_quantization: true\n  op_radix: 7");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.Contains("#define NET_OUTPUT_RADIX 7 ", File.ReadAllText(folder["outputs/net/net.h"]), StringComparison.Ordinal);
        Dense("disable_op_quantization: true\n  op_radix: 24");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Failed(3, "net.yaml(4,13): error ADC1006: op_radix is 24, but must be at most ");
    }

    [BoardFact]
    public void Swapped_images_give_the_same_figures_and_a_header_that_says_so()
    {
        Convolutions("test_data: x.npy\n  target: { accelerator: none }");
        AdcRun.Of("compile", folder["net.yaml"]).Succeeded();
        sbyte[] plain = folder.ReadNpy("outputs/net/net_outputs.npy").ToInt8();
        Convolutions("test_data: x.npy\n  target: { accelerator: none }\n  transpose_kernel: true");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"]).Succeeded();

        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", run.Output, StringComparison.Ordinal);
        Assert.Equal(plain, folder.ReadNpy("outputs/net/net_outputs.npy").ToInt8());
        Assert.Contains("axes      height and width are swapped", File.ReadAllText(folder["outputs/net/net.h"]), StringComparison.Ordinal);
        Assert.Contains("int8_t [1,6,10,2]", File.ReadAllText(folder["outputs/net/net.h"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_without_images_to_swap_is_a_warning()
    {
        Dense("transpose_kernel: true");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("net.yaml(3,21): warning ADC1922: transpose_kernel has no effect: 'net' has no layer with a height and a width", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conv2d_setting: inner", "fc(p|_in)")]
    [InlineData("conv2d_setting: outer", "fc(2|2s|c)")]
    [InlineData("conv2d_setting: inner\n  mvp: { loop_order: input_outer }", "fc(2|2s|c)")]
    public void The_order_of_loops_follows_the_hint(string key, string shape)
    {
        Dense(key);
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.All(Report().GetProperty("layers").EnumerateArray(), layer => Assert.Matches($"^{shape}: ", layer.GetProperty("reason").GetString()));
    }

    [Fact]
    public void Scratch_memory_of_its_own_shares_no_byte_with_activations()
    {
        Dense("psum_buffer_placement: interlayer_buffer");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        int shared = Report().GetProperty("memory").GetProperty("ram").GetProperty("arena").GetInt32();
        Dense("psum_buffer_placement: dedicated_memory");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.True(Report().GetProperty("memory").GetProperty("ram").GetProperty("arena").GetInt32() > shared);
    }

    [Theory]
    [InlineData("interlayer_buffer_size: 64", "ADC5001: the model needs ", "raise interlayer_buffer_size")]
    [InlineData("psum_buffer_size: 8", "ADC5001: the model needs ", "raise psum_buffer_size")]
    public void Parts_of_the_arena_have_budgets(string key, params string[] words)
    {
        Dense(key);
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Failed(5, words);
        Dense($"{key}\n  memory: {{ on_exceed: warn }}");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning ADC5001", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_list_and_axis_multiplies_the_variants()
    {
        Dense("disable_op_quantization: [false, true]\n  conv2d_setting: [inner, outer]\n  psum_buffer_placement: [interlayer_buffer, dedicated_memory]");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"], "--no-build").Succeeded();
        string[] lines = File.ReadAllLines(folder["outputs/net_variants.csv"]);
        Assert.Equal(1 + 8, lines.Length);
        Assert.StartsWith("net_v5,disable_op_quantization: true; conv2d_setting: inner; psum_buffer_placement: dedicated_memory,", lines[6], StringComparison.Ordinal);
        Assert.Equal(8, lines.Skip(1).Select(line => line.Split(',')[1]).Distinct().Count());
        Assert.Contains("variants of net\n", run.Output, StringComparison.Ordinal);

        Dense("run_all_variants: [op_quantization, softmax]");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.Equal(1 + 4, File.ReadAllLines(folder["outputs/net_variants.csv"]).Length);
    }

    [BoardTheory]
    [InlineData("true", "exact on 4 of 4")]
    [InlineData("false", "within the tolerance on 4 of 4")]
    public void The_self_test_expects_equality_or_the_tolerances(string exact, string verdict)
    {
        Dense($"compare: {{ device_exact: {exact} }}\n  disable_op_quantization: true");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"]).Succeeded();
        Assert.Contains($"PASS: emitted C on this machine {verdict}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"PASS: firmware on the emulated board {verdict}", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The emitted self-test is built again with expected outputs that are some steps off.</summary>
    [ToolTheory("cc")]
    [InlineData("device_exact: true", 1, false)]
    [InlineData("device_exact: false", 1, true)]
    [InlineData("device_exact: false", 9, false)]
    [InlineData("device_exact: false, output: { max_abs_lsb: 0, mean_abs_lsb: 100 }", 1, false)]
    [InlineData("device_exact: false, output: { within_one_ratio: 1, mean_abs_lsb: 100 }", 9, false)]
    [InlineData("device_exact: false, output: { mean_abs_lsb: 100 }", 9, true)]
    public void The_tolerant_self_test_holds_each_limit(string compare, int steps, bool passes)
    {
        Dense($"compare: {{ {compare} }}\n  target: {{ accelerator: none }}");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build", "--no-sim").Succeeded();
        string vectors = folder["outputs/net/net_test_vectors.h"], text = File.ReadAllText(vectors);
        int outputs = text.IndexOf("net_test_outputs[", StringComparison.Ordinal);
        string shifted = System.Text.RegularExpressions.Regex.Replace(
            text[outputs..], @"(?m)^( {4,}.*)$", line => System.Text.RegularExpressions.Regex.Replace(line.Value, @"-?\d+", number => Shift(number.Value, steps)));
        File.WriteAllText(vectors, text[..outputs] + shifted);
        string program = folder["net.out"];
        string[] sources = [.. Directory.EnumerateFiles(folder["outputs/net"], "*.c", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/simplicity/", StringComparison.Ordinal)).Where(path => !path.Contains("/firmware/", StringComparison.Ordinal) || path.EndsWith("adc_app_binding.c", StringComparison.Ordinal)).Where(path => !path.EndsWith("adc_mvp_hw.c", StringComparison.Ordinal))];
        Firmware.NativeTool.Run("cc", ["-std=c11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", .. sources, "-o", program, "-lm"]);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(passes == (process.ExitCode == 0), output);
    }

    public void Dispose() => folder.Dispose();

    private static string Shift(string number, int steps)
    {
        int value = int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        return (value + steps > 127 ? value - steps : value + steps).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Dense(string keys)
    {
        Graph graph = RandomFullyConnected.Chain(5, 40, 48, 32);
        folder.Write("net.tflite", GraphFile.Of(graph));
        sbyte[] values = new sbyte[20 * 40];
        new Random(3).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        folder.Write("x.npy", NpyArray.Of(values, 20, 40));
        folder.Write("net.yaml", $"net:\n  tflite_model: net.tflite\n  {keys}\n");
    }

    private void Convolutions(string keys)
    {
        var random = new Random(8);
        var draft = new GraphDraft("net");
        sbyte[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-127, 128))];
        TensorId x = draft.Input("x", GraphDraft.Int8(0.05f, -3, 1, 10, 6, 2));
        TensorId one = draft.Add(
            new Conv2D(new Window(Padding.Same, StrideY: 2)), "one", GraphDraft.Int8(0.1f, 5, 1, 5, 6, 4), x,
            draft.Constant("one/w", GraphDraft.Int8(0.01f, 0, 4, 3, 2, 2), Weights(48)), draft.Constant("one/b", GraphDraft.Int32(4), 10, -20, 30, 40));
        TensorId flat = draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.1f, 5, 1, 120), one);
        TensorId y = draft.Add(
            new FullyConnected(), "y", GraphDraft.Int8(0.4f, -2, 1, 5), flat, draft.Constant("y/w", GraphDraft.Int8(0.01f, 0, 5, 120), Weights(600)),
            draft.Constant("y/b", GraphDraft.Int32(5), 1, 2, 3, 4, 5));
        folder.Write("net.tflite", GraphFile.Of(draft.Build(y)));
        sbyte[] values = new sbyte[12 * 120];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        folder.Write("x.npy", NpyArray.Of(values, 12, 10, 6, 2));
        folder.Write("net.yaml", $"net:\n  tflite_model: net.tflite\n  {keys}\n");
    }

    private JsonElement Report()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/net/report.json"]));
        return report.RootElement.Clone();
    }
}
