using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Passes;

public sealed class PruneConstantChannelsTests
{
    private const int Seeds = 60, RowsEach = 4;

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void No_output_of_any_network_changes(Rounding rounding)
    {
        int removed = 0, networks = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Graph graph = Chain(new Random(seed));
            (Graph pruned, string note) = Pruned(graph, rounding);
            Assert.Empty(GraphVerifier.Verify(pruned));
            foreach (Sequence<ConstantData> row in SeededRows.For(graph, RowsEach, seed).Rows)
            {
                Assert.Equal(Outputs(graph, row, rounding), Outputs(pruned, row, rounding));
            }

            networks += note.Length > 0 ? 1 : 0;
            removed += Channels(graph) - Channels(pruned);
        }

        // The test is only worth something when channels go, also behind depthwise convolutions and pools.
        Assert.InRange(networks, Seeds / 2, Seeds);
        Assert.InRange(removed, 4 * Seeds, int.MaxValue);
    }

    [SharedTheory]
    [InlineData("vww/vww_96_int8.tflite", "ADC3001: 971 of 1,498 channels are the same for every input; 896 are removed")]
    [InlineData("kws/kws_ref_model.tflite", "")]
    [InlineData("ic/pretrainedResnet_quant.tflite", "")]
    [InlineData("ad01/ad01_int8.tflite", "")]
    public void Real_networks_keep_their_golden_outputs(string path, string expected)
    {
        Graph graph = Golden.Graph(path);
        var diagnostics = new DiagnosticBag();
        Graph pruned = PassPipeline.Run(graph, Pass.Context(diagnostics))!;
        string note = string.Join('\n', diagnostics.All);

        Assert.Contains(expected, note, StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, note.Length > 0);
        Assert.Equal(
            Golden.Rows(Golden.Outputs(path), graph.TypeOf(graph.Outputs[0])).Select(row => row.Data),
            Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0])).Select(row => Outputs(pruned, [row.Data], Rounding.Tflm)[0]));
    }

    [Fact]
    public void It_can_be_switched_off()
    {
        Graph graph = Chain(new Random(1));
        var context = new PassContext(new ReferenceEvaluator(Rounding.Tflm), new DiagnosticBag(), PrunesConstantChannels: false);
        Assert.Same(graph, new PruneConstantChannels().Run(graph, context));
    }

    private static (Graph Graph, string Note) Pruned(Graph graph, Rounding rounding)
    {
        var diagnostics = new DiagnosticBag();
        Graph pruned = new PruneConstantChannels().Run(graph, Pass.Context(diagnostics, rounding));
        return (pruned, string.Join('\n', diagnostics.All));
    }

    private static ConstantData[] Outputs(Graph graph, Sequence<ConstantData> row, Rounding rounding) =>
        [.. new ReferenceExecutor(graph, new ReferenceEvaluator(rounding))
            .Run([.. row.Zip(graph.Inputs, (data, id) => new TensorValue(graph.TypeOf(id), data))]).Select(value => value.Data)];

    private static int Channels(Graph graph) => graph.Nodes.Sum(node => graph.TypeOf(node.Output).Shape.Extents[^1]);

    /// <summary>Convolutions of all kinds, half of whose channels are cut off by their bias, a pool, and a dense layer.</summary>
    private static Graph Chain(Random random)
    {
        var draft = new LayerDraft(random);
        Value value = draft.Input(draft.AnyInt8(Shape.Of(1, 6, 5, random.Next(1, 5)), 0.05f));
        for (int layer = random.Next(2, 6); layer > 0; layer--)
        {
            value = random.Next(3) == 0 ? Filtered(draft, value) : Mixed(draft, value);
        }

        TensorType pooled = value.Type with { Shape = Shape.Of(1, 1, 1, value.Shape[3]) };
        if (draft.OneIn(2))
        {
            value = draft.Add(new Pool2D(draft.Any(Pooling.Average, Pooling.Max), new Window(Padding.Valid, 6, 5), 6, 5), pooled, value.Id);
            value = draft.Add(new Reshape(), pooled with { Shape = Shape.Of(1, value.Shape[3]) }, value.Id);
        }

        int columns = value.Shape.Extents[^1], rows = value.Shape.ElementCount / columns;
        TensorId weights = draft.RandomConstant(new(ElementType.Int8, Shape.Of(3, columns), Quantization.PerTensor(0.01f, 0)));
        draft.Add(new FullyConnected(), draft.AnyInt8(Shape.Of(rows, 3), value.Type.Quantization!.Scale * 20), value.Id, weights, TensorId.None);
        return draft.Build([draft.Values[^1]]);
    }

    private static Value Mixed(LayerDraft draft, Value input)
    {
        int kernel = draft.Any(1, 1, 3), outputs = draft.Random.Next(5, 20), depth = input.Shape[3];
        return Convolved(draft, input, new Conv2D(new Window(Padding.Same), Activation.Relu), Shape.Of(outputs, kernel, kernel, depth), 0, outputs, kernel * kernel * depth);
    }

    private static Value Filtered(LayerDraft draft, Value input) =>
        Convolved(draft, input, new DepthwiseConv2D(new Window(Padding.Same), Activation.Relu), Shape.Of(1, 3, 3, input.Shape[3]), 3, input.Shape[3], 9);

    private static Value Convolved(LayerDraft draft, Value input, Operator @operator, Shape weights, int axis, int outputs, int terms)
    {
        float[] scales = [.. Enumerable.Range(0, outputs).Select(_ => 0.01f * draft.Near1())];
        Quantization perChannel = outputs == 1 ? Quantization.PerTensor(scales[0], 0) : new(scales.ToSequence(), new int[outputs].ToSequence(), axis);
        int far = 200 * 127 * terms;
        int[] bias = [.. Enumerable.Range(0, outputs).Select(_ => draft.Any(-far, far, draft.Random.Next(-9000, 9000), draft.Random.Next(-9000, 9000)))];
        TensorType output = draft.AnyInt8(
            new Shape([.. input.Shape.Extents.Items[..^1], outputs]), MathF.Sqrt(terms) * input.Type.Quantization!.Scale * 0.01f * 50 * draft.Near1());
        TensorType zeroAtLeast = output with { Quantization = Quantization.PerTensor(output.Quantization!.Scale, draft.Any(-128, -128, output.Quantization.ZeroPoint)) };
        return draft.Add(
            @operator, zeroAtLeast, input.Id, draft.RandomConstant(new(ElementType.Int8, weights, perChannel)), draft.Constant(GraphDraft.Int32(outputs), bias));
    }
}
