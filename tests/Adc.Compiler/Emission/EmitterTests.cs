using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Support;

namespace Adc.Tests.Emission;

public sealed class EmitterTests
{
    [Theory]
    [InlineData("tiny.h")]
    [InlineData("tiny.c")]
    [InlineData("tiny_weights.h")]
    [InlineData("tiny_weights.c")]
    [InlineData("tiny_test_vectors.h")]
    [InlineData("firmware/adc_app_binding.h")]
    [InlineData("firmware/adc_app_binding.c")]
    [InlineData("firmware/link.ld")]
    [InlineData("CMakeLists.txt")]
    public void Emits_of_a_tiny_model(string path) => Snapshot.Verify(Emitted.Of(Tiny()).Text(path), path.Replace('/', '_'));

    [Fact]
    public void Emits_two_inputs_and_two_outputs()
    {
        SourceTree tree = Emitted.Of(TwoByTwo());

        Snapshot.Verify(tree.Text("tiny.h") + tree.Text("tiny_test_vectors.h") + tree.Text("firmware/adc_app_binding.c"));
    }

    [Fact]
    public void Emits_a_model_with_states()
    {
        SourceTree tree = Emitted.Of(StreamingGraph.Build());

        Snapshot.Verify(tree.Text("tiny.h") + tree.Text("tiny.c") + tree.Text("firmware/adc_app_binding.h"));
    }

    [Fact]
    public void Emits_a_model_whose_arena_is_the_callers()
    {
        SourceTree tree = Emitted.Of(StreamingGraph.Build(), firmware: new FirmwareOptions { Style = new CodeStyle { Arena = ArenaOwner.Caller } });

        Snapshot.Verify(tree.Text("tiny.h"));
        Assert.Contains("(((uintptr_t)arena % 16u) != 0u)", tree.Text("tiny.c"), StringComparison.Ordinal);
    }

    [Fact]
    public void Emits_each_file_once_with_its_role() =>
        Snapshot.Verify(string.Concat(Emitted.Of(Tiny()).Files.Select(file => $"{file.Role,-12} {file.Path}\n")));

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        SourceTree first = Emitted.Of(Tiny());
        try
        {
            var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            strange.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "~" };
            CultureInfo.CurrentCulture = strange;

            Assert.Equal(first, Emitted.Of(Tiny()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_with_a_line_feed_and_nothing_before_it() => Assert.All(Emitted.Of(Tiny()).Files, file =>
    {
        Assert.DoesNotContain('\r', file.Text);
        Assert.EndsWith("\n", file.Text, StringComparison.Ordinal);
        Assert.All(file.Text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    });

    [Fact]
    public void Nothing_in_the_files_tells_where_or_when_they_were_made()
    {
        string all = string.Concat(Emitted.Of(Tiny()).Files.Select(file => file.Text));

        Assert.DoesNotContain(Path.GetTempPath(), all, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, all, StringComparison.Ordinal);
        Assert.DoesNotContain(DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture), all, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_kernels_that_the_model_calls_are_emitted_with_what_they_include()
    {
        var draft = new GraphDraft();
        TensorType row = GraphDraft.Int8(0.5f, 3, 1, 4);
        SourceTree tree = Emitted.Of(draft.Build(draft.Add(new Tanh(), "y", row, draft.Input("x", row))));

        Assert.Equal(
            ["kernels/adc_lookup_s8.c", "kernels/adc_lookup_s8.h", "runtime/adc_status.c", "runtime/adc_status.h"],
            tree.Files.Where(file => file.Role == SourceRole.Kernel).Select(file => file.Path));
    }

    [Theory]
    [Seeds(10)]
    public void Every_included_file_is_emitted(int seed)
    {
        SourceTree tree = Emitted.Of(RandomGraph.Of(seed, largestLayer: 8));
        HashSet<string> paths = [.. tree.Files.Select(file => file.Path)];
        foreach (SourceFile file in tree.Files.Where(file => file.Path.EndsWith(".c", StringComparison.Ordinal) || file.Path.EndsWith(".h", StringComparison.Ordinal)))
        {
            foreach (string line in file.Text.Split('\n').Where(line => line.StartsWith("#include \"", StringComparison.Ordinal)))
            {
                string included = Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(file.Path)!, line.Split('"')[1]))[1..];
                Assert.True(paths.Contains(included) || included == "firmware/ADC_BOARD_FACTS", $"{file.Path} includes {included}");
            }
        }
    }

    [Fact]
    public void Inputs_that_keep_their_values_are_announced_as_such()
    {
        string kept = Emitted.Of(Tiny(), memory: new MemoryOptions(IoInArena: false)).Text("tiny.h");
        string shared = Emitted.Of(Tiny()).Text("tiny.h");

        Assert.Contains("Inputs keep their values. Outputs stay valid until the next call.", kept, StringComparison.Ordinal);
        Assert.Contains("Inputs share memory with activations and outputs: fill them anew before each call.", shared, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_called_like_parts_of_their_layer_do_not_collide_with_them()
    {
        var draft = new GraphDraft();
        TensorType row = GraphDraft.Int8(1f / 256, -128, 1, 4);
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, -128, 1, 4));
        TensorId softmax = draft.Add(new Softmax(), "softmax", row, x);
        TensorId table = draft.Add(new Softmax(), "table", row, softmax);
        string text = Emitted.Of(draft.Build(draft.Add(new Tanh(), "look up", row, table))).Text("tiny.c");

        Assert.Contains("static adc_status_t tiny_layer00_softmax(", text, StringComparison.Ordinal);
        Assert.Contains("adc_softmax_s8(&tiny_layer00_softmax_2,", text, StringComparison.Ordinal);
        Assert.Contains("static adc_status_t tiny_layer01_table(", text, StringComparison.Ordinal);
        Assert.Contains(".exp_table = tiny_layer01_table_2,", text, StringComparison.Ordinal);
        Assert.Contains("adc_lookup_s8(&tiny_layer02_look_up_2,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_of_the_templates_names_each_of_them()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "templates", "README.rst"));

        Assert.All(EmbeddedFiles.Below("templates/"), path => Assert.Contains($"``{path["templates/".Length..]}``", readme, StringComparison.Ordinal));
    }

    /// <summary>Quantizes two values, multiplies them by a matrix of three rows, dequantizes.</summary>
    internal static Graph Tiny(string input = "sensor", string output = "sequential/dense/BiasAdd")
    {
        var draft = new GraphDraft("tiny");
        TensorId real = draft.Input(input, GraphDraft.Float32(1, 2));
        TensorId quantized = draft.Add(new Quantize(), "quantized", GraphDraft.Int8(0.1f, -3, 1, 2), real);
        TensorId weights = draft.Constant<sbyte>("weights", GraphDraft.Int8(0.02f, 0, 3, 2), 1, -2, 30, 40, -128, 127);
        TensorId bias = draft.Constant("bias", GraphDraft.Int32(3), 100, -200, 0);
        TensorId dense = draft.Add(new FullyConnected(Activation.Relu), output, GraphDraft.Int8(0.05f, -128, 1, 3), quantized, weights, bias);
        return draft.Build(draft.Add(new Dequantize(), "score", GraphDraft.Float32(1, 3), dense));
    }

    /// <summary>One input is widened for a layer, the other only renamed; both results are outputs.</summary>
    internal static Graph TwoByTwo()
    {
        var draft = new GraphDraft("tiny");
        TensorType row = GraphDraft.Int8(0.5f, 3, 1, 4);
        TensorId left = draft.Input("left", row), right = draft.Input("right", GraphDraft.Float32(1, 2));
        TensorId tanh = draft.Add(new Tanh(), "tanh", GraphDraft.Int8(1f / 128, 0, 1, 4), left);
        TensorId flat = draft.Add(new Reshape(), "flat", GraphDraft.Float32(2), right);
        return draft.Build(flat, tanh);
    }
}
