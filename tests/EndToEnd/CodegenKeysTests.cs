using System.Text.Json;
using Adc.Tests.Cli;
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
        Assert.InRange(ram.GetProperty("other").GetInt32(), 0, 200);
    }

    [BoardFact]
    public void Parameters_become_a_file_of_the_model()
    {
        Compile("codegen: { embed_parameters: { threshold: 10.5, labels: [a, b] } }");
        Assert.Contains("const float tiny_param_threshold = 10.5f;", Read("tiny_parameters.c"), StringComparison.Ordinal);
        Assert.Contains("tiny_parameters.c", Read("CMakeLists.txt"), StringComparison.Ordinal);
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
