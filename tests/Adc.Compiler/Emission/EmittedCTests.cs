using System.Text.RegularExpressions;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Toolchain;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Emission;

/// <summary>Emitted C under real compilers.</summary>
public sealed class EmittedCTests
{
    private const string Hostile = "a\"b'c\\\n*/ int x; /* ??/ ??' //\r\t\0é%s{0}{{Name}}../../etc/passwd\u2028$(x)`y`";

    private static readonly SourceRole[] Host = [SourceRole.Host, SourceRole.TestVectors, SourceRole.Model, SourceRole.Kernel];

    [ToolFact("cc")]
    public void Names_from_model_files_cannot_break_the_C()
    {
        using var folder = new BuildFolder();
        Graph graph = EmitterTests.Tiny(input: Hostile, output: Hostile);
        SourceTree tree = Emitted.Of(graph with { Nodes = [.. graph.Nodes.Select(node => node with { Origin = new Origin(Hostile, OperatorIndex: 0) })] }, source: Hostile);

        string[] sources = tree.Write(folder, Host);

        NativeTool.Run("cc", [.. CFlags.Host, "-fsyntax-only", .. sources]);
        Assert.All(tree.Files.Where(file => file.Role == SourceRole.Model), file =>
        {
            Assert.DoesNotContain("int x;", Uncommented(file.Text), StringComparison.Ordinal);
            Assert.All(file.Text, c => Assert.InRange(c, '\n', '~'));
        });
    }

    [ToolFact("cc")]
    public void A_name_of_every_single_character_leaves_the_C_whole()
    {
        // One tensor each; the layer functions are told apart by their numbers.
        using var folder = new BuildFolder();
        var draft = new GraphDraft();
        TensorType row = GraphDraft.Int8(0.5f, 3, 1, 4);
        TensorId last = draft.Input("x", row);
        foreach (string name in (string[])["", "*", "/", "*/", "/*", "//", "\\", "?", "??/", "\n", "\"", "9", "int", "_", "é", "a b", new string('x', 100)])
        {
            last = draft.Add(new Adc.Compiler.Ir.Operators.Tanh(), name, row, last);
        }

        NativeTool.Run("cc", [.. CFlags.Host, "-fsyntax-only", .. Emitted.Of(draft.Build(last)).Write(folder, Host)]);
    }

    [SanitizerFact]
    public void The_self_test_passes_under_sanitizers_and_notices_a_wrong_byte()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(RandomGraph.Of(7), vectors: 4);
        tree.Write(folder);

        (int exitCode, string text) = Build(tree, folder);

        Assert.Equal((0, "adc vector 0 PASS\nadc vector 1 PASS\nadc vector 2 PASS\nadc vector 3 PASS\nadc verdict PASS 4/4\n"), (exitCode, text));

        const string Vectors = "tiny_test_vectors.h";
        int last = tree.Text(Vectors).LastIndexOf(',', tree.Text(Vectors).LastIndexOf("\n    }", StringComparison.Ordinal) - 2);
        folder.Write(Vectors, tree.Text(Vectors).Insert(last + 2, "1 + "));
        (exitCode, text) = Build(tree, folder);

        Assert.Equal(1, exitCode);
        Assert.EndsWith("adc vector 3 FAIL\nadc verdict FAIL 3/4\n", text, StringComparison.Ordinal);
    }

    [ToolFact("arm-none-eabi-gcc")]
    public void The_emitted_C_is_clean_for_the_board()
    {
        using var folder = new BuildFolder();
        string[] sources = Emitted.Of(RandomGraph.Of(3)).Write(folder, SourceRole.Model, SourceRole.Kernel, SourceRole.TestVectors);

        NativeTool.Run("arm-none-eabi-gcc", [.. CFlags.Firmware("O2"), "-fsyntax-only", .. sources]);
    }

    [ToolTheory("cc", "arm-none-eabi-gcc")]
    [InlineData("cc")]
    [InlineData("arm-none-eabi-gcc")]
    public void Every_kernel_is_clean_C99(string compiler)
    {
        IReadOnlyList<string> flags = compiler == "cc" ? CFlags.HostIn(CLanguage.C99) : CFlags.Firmware("O2", CLanguage.C99);
        NativeTool.Run(compiler, [.. flags, "-fsyntax-only", .. Directory.GetFiles(Path.Combine(Repository.Root, "firmware", "kernels"), "*.c").Order(StringComparer.Ordinal)]);
    }

    [ToolFact("cc")]
    public void In_C99_the_emitted_C_is_clean_and_still_checks_its_sizes()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(RandomGraph.Of(7), firmware: new FirmwareOptions { Style = new CodeStyle { Language = CLanguage.C99, ArrayFormat = ArrayFormat.Hex } });
        tree.Write(folder);
        Assert.DoesNotContain(tree.Files.Where(file => file.Role is SourceRole.Model or SourceRole.TestVectors), file =>
            file.Text.Contains("_Alignas", StringComparison.Ordinal) || file.Text.Contains("_Static_assert", StringComparison.Ordinal));
        Assert.Equal((0, "adc verdict PASS 2/2\n"), Build(tree, folder) is var (code, text) ? (code, text[text.LastIndexOf("adc verdict", StringComparison.Ordinal)..]) : default);

        string wrong = folder.Write("wrong.c", tree.Text("tiny.c").Replace("_ARENA_BYTES) ? 1", "_ARENA_BYTES) ? -1", StringComparison.Ordinal));
        Assert.ThrowsAny<Exception>(() => NativeTool.Run("cc", [.. CFlags.HostIn(CLanguage.C99), "-fsyntax-only", wrong]));
    }

    [ToolFact("cc")]
    public void Each_layer_can_be_called_alone_through_what_the_header_says()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(EmitterTests.Tiny(), firmware: new FirmwareOptions { Style = new CodeStyle { LayerModels = true } });
        string[] sources = tree.Write(folder, SourceRole.Model, SourceRole.Kernel);
        string[] layers = [.. Regex.Matches(tree.Text("tiny.h"), @"adc_status_t (tiny_layer\d\d)\(").Select(match => match.Groups[1].Value)];
        Assert.True(layers.Length > 1);
        string last = layers[^1].ToUpperInvariant();
        Assert.Contains($"#define {last}_OUTPUT_OFFSET ", tree.Text("tiny.h"), StringComparison.Ordinal);
        string main = folder.Write("main.c", $$"""
            #include <string.h>
            #include "tiny.h"
            #include "tiny_test_vectors.h"
            static tiny_context_t a, b;
            static void fill(tiny_context_t *context)
            {
                (void)memcpy(tiny_input(context), tiny_test_inputs[0], TINY_INPUT_BYTES);
            }
            int main(void)
            {
                if ({{layers[0]}}(&a) != ADC_ERROR_STATE || tiny_init(&a) != ADC_OK || tiny_init(&b) != ADC_OK) {
                    return 1;
                }
                fill(&a);
                fill(&b);
                if (tiny_invoke(&a) != ADC_OK{{string.Concat(layers.Select(layer => $" || {layer}(&b) != ADC_OK"))}}) {
                    return 2;
                }
                return memcmp(&a.arena[{{last}}_OUTPUT_OFFSET], &b.arena[{{last}}_OUTPUT_OFFSET], {{last}}_OUTPUT_BYTES) == 0
                    && memcmp(tiny_output(&b), tiny_test_outputs[0], TINY_OUTPUT_BYTES) == 0 ? 0 : 3;
            }
            """);
        NativeTool.Run("cc", [.. CFlags.Host, "-Wno-unused-const-variable", main, .. sources, "-o", folder.File("layers"), .. CFlags.Libraries]);
        NativeTool.Run(folder.File("layers"));
    }

    [ToolFact("cc")]
    public void Parameters_are_constants_of_their_types_and_are_found_by_name()
    {
        using var folder = new BuildFolder();
        var style = new CodeStyle
        {
            Parameters =
            [
                new("threshold", new ParameterValue.Number(10.5)), new("window", new ParameterValue.Integer(-196)), new("Big One", new ParameterValue.Integer(5_000_000_000)),
                new("big_one", new ParameterValue.Boolean(true)), new("title", new ParameterValue.Text("\"Ü?\\\n")),
                new("classes", new ParameterValue.List([new ParameterValue.Text("on"), new ParameterValue.Text("off")])), new("none", new ParameterValue.List([])), new("t", new ParameterValue.Integer(1)),
            ],
        };
        string[] sources = Emitted.Of(EmitterTests.Tiny(), firmware: new FirmwareOptions { Style = style }).Write(folder, SourceRole.Model, SourceRole.Kernel);
        string main = folder.Write("main.c", """
            #include <stddef.h>
            #include <string.h>
            #include "tiny_parameters.h"
            int main(void)
            {
                const tiny_parameter_t *classes = tiny_parameter("classes"), *big = tiny_parameter("Big One");
                return tiny_param_threshold > 10.25f && tiny_param_window == -196 && tiny_param_big_one == INT64_C(5000000000) && tiny_param_big_one_2
                    && strcmp(tiny_param_title, "\"\xC3\x9C?\\\n") == 0 && TINY_PARAM_CLASSES_COUNT == 2u && strcmp(tiny_param_classes[1], "off") == 0
                    && classes != NULL && classes->type == TINY_PARAMETER_STRING && classes->is_list && classes->count == 2u
                    && strcmp(((const char *const *)classes->values)[0], "on") == 0 && big->type == TINY_PARAMETER_INT64 && big->values == &tiny_param_big_one
                    && tiny_parameter("none")->values == NULL && tiny_parameter("nothing") == NULL && tiny_parameter(NULL) == NULL
                    && tiny_parameters[0].type == TINY_PARAMETER_FLOAT && TINY_PARAMETER_COUNT == 8u && *(const int32_t *)tiny_parameter("t")->values == 1 ? 0 : 1;
            }
            """);
        NativeTool.Run("cc", [.. CFlags.Host, main, .. sources, "-o", folder.File("parameters"), .. CFlags.Libraries]);
        NativeTool.Run(folder.File("parameters"));
    }

    [ToolFact("clang")]
    public void The_emitted_C_is_clean_under_a_second_compiler()
    {
        using var folder = new BuildFolder();

        NativeTool.Run("clang", [.. CFlags.Host, "-fsyntax-only", .. Emitted.Of(EmitterTests.TwoByTwo()).Write(folder, Host)]);
    }

    [ToolFact("g++")]
    public void The_headers_stand_alone_in_a_Cpp_project()
    {
        using var folder = new BuildFolder();
        SourceTree tree = Emitted.Of(EmitterTests.TwoByTwo());
        tree.Write(folder);
        IEnumerable<string> users = new[] { "tiny.h", "tiny_weights.h", "tiny_test_vectors.h", "firmware/adc_app_binding.h" }.Select((header, index) => folder.Write(
            $"user{index}.cpp", $"#include \"{header}\"\n#include \"{header}\"\n"));

        NativeTool.Run("g++", ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-variable", "-Wno-unused-const-variable", "-fsyntax-only", .. users]);
    }

    private static (int ExitCode, string Text) Build(SourceTree tree, BuildFolder folder)
    {
        var diagnostics = new DiagnosticBag();
        string? program = HostBuilder.Build(
            tree, folder.File(""), diagnostics, CancellationToken.None, new Tool(SanitizerFactAttribute.Compiler!, ""), extraFlags: SanitizerFactAttribute.Flags);
        Assert.Empty(diagnostics.All);
        return NativeTool.TryRun(program!);
    }

    private static string Uncommented(string text)
    {
        while (text.IndexOf("/*", StringComparison.Ordinal) is >= 0 and int start)
        {
            text = text.Remove(start, text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2 - start);
        }

        return text;
    }
}
