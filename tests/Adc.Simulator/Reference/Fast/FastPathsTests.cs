using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;
using Adc.Simulator.Reference.Fast;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Simulator.Reference.Fast;

public sealed class FastPathsTests
{
    public static TheoryData<string> Names =>
        ["Add", "Conv2D", "DepthwiseConv2D", "FullyConnected", "Pool2D Average", "Pool2D Max", "Softmax"];

    [Theory, MemberData(nameof(Names))]
    public void Fast_paths_equal_the_obvious_reference(string name)
    {
        const int Count = 150;
        int prepared = 0;
        for (int seed = 1; seed <= Count; seed++)
        {
            Graph graph = seed % 3 == 0 ? Wide(name, seed) : RandomLayers.Named(name).Alone(seed);
            foreach (Rounding rounding in Enum.GetValues<Rounding>())
            {
                prepared += Compare<PortableLanes>(graph, rounding, $"{name}, seed {seed}, {rounding}") ? 1 : 0;
                if (Avx2Lanes.IsSupported)
                {
                    Compare<Avx2Lanes>(graph, rounding, $"{name}, seed {seed}, {rounding}, AVX2");
                }
            }
        }

        // Broadcasts, and the other libraries' softmax, are left to the reference.
        Assert.True(prepared > Count / 2, $"only {prepared} of {3 * Count} were prepared");
    }

    [Theory]
    [InlineData("Conv2D float32")]
    [InlineData("Conv2D int16")]
    [InlineData("DepthwiseConv2D int16")]
    [InlineData("Pool2D Average Int16")]
    [InlineData("Pool2D Max Float32")]
    [InlineData("Add int16")]
    public void Other_types_are_left_to_the_reference(string name) => Assert.All(Enumerable.Range(1, 10), seed =>
    {
        Graph graph = RandomLayers.Named(name).Alone(seed);
        Assert.All(graph.Nodes, node => Assert.Null(FastPaths.Prepare<PortableLanes>(graph, node, Rounding.Tflm)));
    });

    [Fact]
    public void Images_that_would_become_very_large_are_left_to_the_reference()
    {
        WindowAxis far = WindowAxis.Of(Padding.Same, 10, 3, 1, 1 << 20), near = WindowAxis.Of(Padding.Same, 10, 3, 1, 1);

        Assert.False(new WindowedImage(far, near, 64, 64).IsSmallEnough);
        Assert.True(new WindowedImage(near, near, 64, 64).IsSmallEnough);
    }

    /// <returns>False when there is no fast path.</returns>
    private static bool Compare<TLanes>(Graph graph, Rounding rounding, string label)
        where TLanes : ILanes
    {
        Node node = Assert.Single(graph.Nodes);
        if (FastPaths.Prepare<TLanes>(graph, node, rounding) is not { } path)
        {
            return false;
        }

        var scratch = new FastScratch();
        scratch.Image(1000).Fill(77);
        scratch.Rows(1000).Fill(-77);
        foreach (Sequence<ConstantData> row in SeededRows.For(graph, 3, 1).Rows)
        {
            TensorValue?[] inputs = [.. node.Inputs.Select(id => id.IsNone ? null
                : new TensorValue(graph.TypeOf(id), graph[id].Data ?? row[graph.Inputs.ToList().IndexOf(id)]))];
            ConstantData? expected = new ReferenceEvaluator(rounding).Evaluate(node.Operator, inputs, [graph.TypeOf(node.Output)])?[0];
            byte[] actual = new byte[graph.TypeOf(node.Output).SizeInBytes];
            path.Run(inputs[0]!.Data.Bytes.Span, inputs.ElementAtOrDefault(1) is { } second ? second.Data.Bytes.Span : [], actual, scratch);
            Assert.True(expected is not null && expected.Bytes.Span.SequenceEqual(actual), $"{label}\n{GraphPrinter.Print(graph)}");
        }

        return true;
    }

    /// <summary>More channels than a vector has lanes.</summary>
    private static Graph Wide(string name, int seed)
    {
        var draft = new LayerDraft(new Random(seed));
        bool isDense = name is "FullyConnected" or "Softmax";
        Shape shape = isDense ? Shape.Of(draft.Random.Next(1, 7), draft.Random.Next(1, 300)) : draft.AnyImages(6, 50);
        RandomLayer layer = RandomLayers.Named(name);
        Value input = draft.Input(draft.AnyInt8(shape));
        layer.Add(draft, input);
        return draft.Build([draft.Values[^1]]);
    }
}
