using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Passes;

public sealed class WidenOutputTests
{
    private static readonly Origin Place = new("ad.yaml", 4, 13);

    [Theory, Seeds(20)]
    public void A_dense_layer_at_the_end_gives_its_sums_with_fractional_bits(int seed)
    {
        Graph narrow = Dense(seed), wide = Widened(narrow, radix: 12);
        TensorType output = wide.TypeOf(wide.Outputs[0]);
        Assert.Equal((ElementType.Int32, 1f / 4096, 0), (output.Element, output.Quantization!.Scale, output.Quantization.ZeroPoint));

        var random = new Random(seed);
        sbyte[] row = [.. Enumerable.Range(0, 4).Select(_ => (sbyte)random.Next(-128, 128))];
        sbyte[] rounded = Run(narrow, row).ToArray<sbyte>();
        int[] exact = Run(wide, row).ToArray<int>();
        Quantization steps = narrow.TypeOf(narrow.Outputs[0]).Quantization!;
        for (int i = 0; i < exact.Length; i++)
        {
            double inSteps = (exact[i] / 4096.0 / steps.Scale) + steps.ZeroPoint;
            Assert.InRange(Math.Clamp(inSteps, -128, 127) - rounded[i], -0.51, 0.51);
        }
    }

    [Fact]
    public void What_the_narrow_output_would_cut_off_is_kept()
    {
        Graph drawn = Dense(1), narrow = drawn.With(drawn[drawn.Outputs[0]] with { Type = GraphDraft.Int8(0.001f, 0, 1, 4) });
        sbyte[] row = [127, -128, 127, -128];
        Assert.All(Run(narrow, row).ToArray<sbyte>(), value => Assert.True(value is sbyte.MinValue or sbyte.MaxValue));
        Assert.Contains(Run(Widened(narrow, radix: 10), row).ToArray<int>(), value => Math.Abs(value) > 1024);
    }

    [Theory, Seeds(20)]
    public void The_most_fractional_bits_that_cannot_overflow_do_not(int seed)
    {
        Graph narrow = Dense(seed), most = Widened(narrow, radix: 0);
        int radix = -Math.ILogB(most.TypeOf(most.Outputs[0]).Quantization!.Scale);
        foreach (sbyte[] row in (sbyte[][])[[-128, -128, -128, -128], [127, 127, 127, 127], [-128, 127, -128, 127], [127, -128, 127, -128]])
        {
            double[] coarse = [.. Run(Widened(narrow, radix: 4), row).ToArray<int>().Select(value => value / 16.0)];
            int[] fine = Run(most, row).ToArray<int>();
            Assert.All(coarse.Zip(fine), pair => Assert.InRange((pair.Second / Math.Pow(2, radix)) - pair.First, -1.0 / 16, 1.0 / 16));
        }
    }

    [Fact]
    public void More_bits_than_fit_are_refused_with_the_most_that_do()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Pass.Row);
        TensorId dense = draft.Add(
            new FullyConnected(), "dense", GraphDraft.Int8(50f, 0, 1, 4), x,
            draft.Constant("weights", GraphDraft.Int8(10f, 0, 4, 4), [.. Enumerable.Repeat((sbyte)127, 16)]));
        var diagnostics = new DiagnosticBag();
        Graph graph = Widened(draft.Build(dense), radix: 24, diagnostics);

        Assert.Equal(ElementType.Int8, graph.TypeOf(graph.Outputs[0]).Element);
        Assert.Equal(
            ["ad.yaml(4,13): error ADC1006: op_radix is 24, but must be at most 11 for the output 'dense', whose largest values would overflow"],
            diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Reshapes_behind_the_layer_take_part()
    {
        var draft = new GraphDraft();
        TensorId dense = Pass.Dense(draft, draft.Input("x", Pass.Row), Pass.Row);
        Graph graph = Widened(draft.Build(draft.Add(new Reshape(), "flat", Pass.Row with { Shape = Shape.Of(4) }, dense)), radix: 8);
        Assert.Equal("FULLY_CONNECTED, RESHAPE", Pass.Operators(graph));
        Assert.All(graph.Nodes, node => Assert.Equal(ElementType.Int32, graph.TypeOf(node.Output).Element));
    }

    [Fact]
    public void Behind_any_other_layer_the_values_are_rescaled()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 4));
        Graph narrow = draft.Build(draft.Add(new Softmax(), "y", GraphDraft.Int8(1f / 256, -128, 1, 4), x)), wide = Widened(narrow, radix: 16);
        Assert.Equal("SOFTMAX, QUANTIZE", Pass.Operators(wide));
        sbyte[] row = [0, 10, 20, 30];
        Assert.Equal(Run(narrow, row).ToArray<sbyte>().Select(value => (value + 128) << 8), Run(wide, row).ToArray<int>());
    }

    [Fact]
    public void A_layer_that_somebody_else_reads_stays_narrow()
    {
        var draft = new GraphDraft();
        TensorId dense = Pass.Dense(draft, draft.Input("x", Pass.Row), Pass.Row);
        TensorId other = draft.Add(new Tanh(), "other", GraphDraft.Int8(1f / 128, 0, 1, 4), dense);
        Graph graph = Widened(draft.Build(dense, other), radix: 8);
        Assert.Equal("FULLY_CONNECTED, TANH, QUANTIZE, QUANTIZE", Pass.Operators(graph));
    }

    [Fact]
    public void A_float_output_stays_with_a_warning()
    {
        var draft = new GraphDraft();
        TensorId dense = Pass.Dense(draft, draft.Input("x", Pass.Row), Pass.Row);
        var diagnostics = new DiagnosticBag();
        Widened(draft.Build(draft.Add(new Dequantize(), "y", GraphDraft.Float32(1, 4), dense)), radix: 8, diagnostics);
        Assert.Equal(
            ["ad.yaml(4,13): warning ADC1910: disable_op_quantization has no effect: the output 'y' is float32 [1,4], not quantized to int8"],
            diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }

    private static Graph Dense(int seed)
    {
        var random = new Random(seed);
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.02f + (random.NextSingle() / 10), random.Next(-128, 128), 1, 4));
        Activation activation = seed % 4 == 0 ? Activation.Relu : Activation.None;
        float[] scales = [.. Enumerable.Range(0, seed % 3 == 0 ? 4 : 1).Select(_ => 0.01f + (random.NextSingle() / 50))];
        return draft.Build(draft.Add(
            new FullyConnected(activation), "dense", GraphDraft.Int8(0.3f, activation == Activation.Relu ? -128 : random.Next(-20, 20), 1, 4), x,
            draft.Constant(
                "weights", new TensorType(ElementType.Int8, Shape.Of(4, 4), new(scales.ToSequence(), scales.Select(_ => 0).ToSequence())),
                [.. Enumerable.Range(0, 16).Select(_ => (sbyte)random.Next(-127, 128))]),
            draft.Constant("bias", GraphDraft.Int32(4), [.. Enumerable.Range(0, 4).Select(_ => random.Next(-2000, 2000))])));
    }

    private static Graph Widened(Graph graph, int radix, DiagnosticBag? diagnostics = null)
    {
        DiagnosticBag bag = diagnostics ?? new DiagnosticBag();
        Graph widened = new WidenOutput().Run(graph, Pass.Context(bag) with { WideOutput = new WideOutput(radix, Place) });
        Assert.Empty(GraphVerifier.Verify(widened));
        Assert.True(diagnostics is not null || bag.All.Count == 0, string.Join('\n', bag.All));
        return widened;
    }

    private static ConstantData Run(Graph graph, sbyte[] row) => new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm))
        .RunAll([new TensorValue(graph.TypeOf(graph.Inputs[0]), ConstantData.Of<sbyte>(row))])[graph.Outputs[0]].Data;
}
