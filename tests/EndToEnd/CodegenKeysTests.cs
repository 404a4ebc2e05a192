using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Keys that change the code of a model for the accelerator, through the whole compiler to the emulated board.</summary>
public sealed class CodegenKeysTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public CodegenKeysTests() => folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));

    [BoardFact]
    public void C99_with_whole_programs_in_RAM_is_exact_and_the_report_counts_them()
    {
        JsonElement ram = Compile("codegen: { language: c99, array_format: hex, layer_models: true }", ", program_compression: dedupe, program_placement: ram").GetProperty("ram");
        string programs = Read("tiny_programs.c");
        Assert.Contains("\nstatic uint32_t tiny_program00[", programs, StringComparison.Ordinal);
        Assert.Contains("    .wrap = tiny_program00,\n", programs, StringComparison.Ordinal);
        Assert.DoesNotContain("_Alignas", Read("tiny_weights.c") + Read("tiny.h"), StringComparison.Ordinal);
        Assert.Contains("-std=c99", Read("CMakeLists.txt"), StringComparison.Ordinal);
        Assert.Contains("adc_status_t tiny_layer01(tiny_context_t *context);", Read("tiny.h"), StringComparison.Ordinal);
        Assert.InRange(ram.GetProperty("programs").GetInt32(), 100, 1000);
        Assert.InRange(ram.GetProperty("other").GetInt32(), 0, 240);
    }

    [BoardFact]
    public void Parameters_become_a_file_of_the_model()
    {
        Compile("codegen: { embed_parameters: { threshold: 10.5, labels: [a, b] } }");
        Assert.Contains("const float tiny_param_threshold = 10.5f;", Read("tiny_parameters.c"), StringComparison.Ordinal);
        Assert.Contains("tiny_parameters.c", Read("CMakeLists.txt"), StringComparison.Ordinal);
    }

    [BoardFact]
    public void An_inference_can_be_started_and_looked_at()
    {
        Compile("codegen: { api: sync_async, language: c99 }");
        Assert.Contains("adc_status_t tiny_poll(tiny_context_t *context);", Read("tiny.h"), StringComparison.Ordinal);
        Assert.Contains("return adc_mvp_start(&tiny_images, context->segments, 3u, 0u, ", Read("tiny.c"), StringComparison.Ordinal);
        Assert.Contains("#define ADC_APP_HAS_ASYNC", Read("firmware/adc_app_binding.h"), StringComparison.Ordinal);
    }

    [BoardFact]
    public void One_header_holds_the_whole_model()
    {
        Compile("codegen: { layout: header, embed_parameters: { a: 1 } }");
        string[] generated = [.. Directory.GetFiles(folder["outputs/tiny"]).Select(file => Path.GetFileName(file)!)
            .Where(file => file.StartsWith("tiny", StringComparison.Ordinal) && Path.GetExtension(file) is ".c" or ".h").Order(StringComparer.Ordinal)];
        Assert.Equal(["tiny.h", "tiny_implementation.c", "tiny_test_vectors.h"], generated);
        Assert.DoesNotContain("#include \"tiny", Read("tiny.h"), StringComparison.Ordinal);
        folder.Write("user.cpp", "#include \"outputs/tiny/tiny.h\"\n#include \"outputs/tiny/tiny.h\"\nint main() { return tiny_param_a; }\n");
        NativeTool.Run("g++", ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", $"-I{folder["outputs/tiny"]}", folder["user.cpp"]]);
    }

    [BoardFact]
    public void Without_pairs_each_byte_is_an_element()
    {
        Compile("codegen: { array_format: decimal }", ", parallel: off");
        Assert.DoesNotMatch(@"c\.[su]8", Read("tiny_programs.c"));
        Assert.Contains("an input an element, one accumulator", Read("tiny.c"), StringComparison.Ordinal);
    }

    [BoardTheory]
    [InlineData("speed", "", "", "-O3", "adc_fully_connected_packed")]
    [InlineData("size", "", "", "-Os", "adc_fully_connected_s8")]
    [InlineData("balanced", "", "", "-O2", "adc_fully_connected_packed")]
    [InlineData("size", ", cpu_kernels: optimised", ", firmware: { opt: O1 }", "-O1", "adc_fully_connected_packed")]
    public void The_goal_chooses_kernels_and_flags_where_their_keys_do_not(string goal, string kernels, string firmware, string flag, string kernel)
    {
        folder.Write("tiny.yaml", $"tiny: {{ tflite_model: tiny.tflite, codegen: {{ optimize: {goal} }}, target: {{ accelerator: none{kernels} }}{firmware} }}\n");
        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains($" {flag} ", Read("CMakeLists.txt"), StringComparison.Ordinal);
        Assert.Contains($"kernels/{kernel}.h", Read("tiny.c"), StringComparison.Ordinal);
    }

    [BoardTheory]
    [InlineData("true", 1)]
    [InlineData("false", 2)]
    public void An_activation_of_its_own_joins_its_layer_where_it_may(string fuse, int layers)
    {
        var draft = new GraphDraft("tiny");
        TensorType row = GraphDraft.Int8(0.5f, -128, 1, 8);
        TensorId sum = draft.Add(new Add(), "sum", row, draft.Input("a", row), draft.Input("b", row));
        folder.Write("tiny.tflite", GraphFile.Of(draft.Build(draft.Add(new Relu(Activation.Relu6), "relu", row, sum))));
        folder.Write("tiny.yaml", $"tiny: {{ tflite_model: tiny.tflite, mvp: {{ fuse: {fuse} }} }}\n");
        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains($"#define TINY_LAYER_COUNT {layers}u", Read("tiny.h"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_beyond_a_float_is_refused()
    {
        folder.Write("tiny.yaml", "tiny:\n  tflite_model: tiny.tflite\n  codegen: { embed_parameters: { huge: 1e300 } }\n");
        AdcRun.Of("compile", folder["tiny.yaml"]).Failed(3, "error ADC1006: codegen.embed_parameters.huge is 1E+300, but must be a number that a float holds");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Compiles with some more keys, checks the verdicts of host and board, and gives back the report's memory.</summary>
    private JsonElement Compile(string block, string mvp = "")
    {
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  mvp: {{ force_mvp: [0, 1]{mvp} }}\n  compare: {{ layer: {{ exact_ratio: 0.5 }} }}\n  {block}\n");
        string output = AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded().Output;
        Assert.Contains("PASS: emitted C on this machine exact on 4 of 4", output, StringComparison.Ordinal);
        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(Read("report.json"));
        return report.RootElement.GetProperty("memory").Clone();
    }

    private string Read(string file) => File.ReadAllText(folder[$"outputs/tiny/{file}"]);
}
