using System.Diagnostics;
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
            tree, folder.File(""), diagnostics, CancellationToken.None, new Tool(SanitizerFactAttribute.Compiler!, ""), SanitizerFactAttribute.Flags);
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
