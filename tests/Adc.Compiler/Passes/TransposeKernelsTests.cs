using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Passes;

public sealed class TransposeKernelsTests
{
    private const int Batches = 20, Networks = 600;

    private static readonly Origin Place = new("ad.yaml", 4, 20);

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Random_networks_compute_the_same_on_swapped_images(int part)
    {
        RandomLayer[] kinds = [.. RandomLayers.All];
        int swapped = 0;
        for (int seed = part + 1; seed <= Networks; seed += Batches)
        {
            Graph graph = RandomNetwork.Of(seed, kinds);
            if (graph.States.Count > 0 || graph.Nodes.Any(node => SumsReals(node, graph)) || graph.Outputs.Any(id => graph.WriterOf(id) is null))
            {
                continue;
            }

            Graph result = new TransposeKernels().Run(graph, Pass.Context(new DiagnosticBag()) with { TransposesKernels = Place });
            Assert.True(GraphVerifier.Verify(result).Count == 0, $"network {seed}: {string.Join("; ", GraphVerifier.Verify(result))}");
            swapped += result.SwapsHeightAndWidth ? 1 : 0;
            foreach (Sequence<ConstantData> row in SeededRows.For(graph, 3, seed).Rows)
            {
                ConstantData[] expected = Run(graph, row);
                ConstantData[] actual = Run(result, [.. row.Zip(graph.Inputs, (data, id) => result.SwapsHeightAndWidth ? HeightAndWidth.Swap(data, graph.TypeOf(id)) : data)]);
                for (int output = 0; output < expected.Length; output++)
                {
                    TensorType type = graph.TypeOf(graph.Outputs[output]);
                    ConstantData wanted = result.SwapsHeightAndWidth ? HeightAndWidth.Swap(expected[output], type) : expected[output];
                    Assert.True(wanted.Bytes.Span.SequenceEqual(actual[output].Bytes.Span), $"network {seed}, output {output}: {type}\n{GraphPrinter.Print(result)}");
                }
            }
        }

        Assert.True(swapped > 0);
    }

    [Fact]
    public void Kernels_windows_inputs_and_outputs_are_swapped_and_nothing_else_is_needed()
    {
        Graph swapped = Swapped(Convolution(), new DiagnosticBag());
        Assert.Equal("CONV_2D stride 1x2", Pass.Operators(swapped));
        Assert.Equal(["[1,7,9,2]", "[3,2,3,2]", "[1,7,5,3]"], new[] { swapped.Inputs[0], swapped.Nodes[0].Inputs[1], swapped.Outputs[0] }.Select(id => $"{swapped.TypeOf(id).Shape}"));
    }

    [Fact]
    public void A_layer_that_reads_pixels_in_order_gets_them_in_their_order()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 0, 1, 3, 2, 4));
        Graph graph = draft.Build(draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.5f, 0, 1, 24), x));
        Assert.Equal("TRANSPOSE, RESHAPE", Pass.Operators(Swapped(graph, new DiagnosticBag())));
    }

    [Fact]
    public void Where_images_are_lines_only_their_shape_changes()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 0, 1, 6, 1, 4));
        Graph graph = draft.Build(draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.5f, 0, 1, 24), x));
        Assert.Equal("RESHAPE, RESHAPE", Pass.Operators(Swapped(graph, new DiagnosticBag())));
    }

    [Fact]
    public void A_network_without_images_is_left_alone_with_a_warning()
    {
        var draft = new GraphDraft();
        TensorId dense = Pass.Dense(draft, draft.Input("x", Pass.Row), Pass.Row);
        var diagnostics = new DiagnosticBag();
        Graph graph = Swapped(draft.Build(dense), diagnostics);

        Assert.False(graph.SwapsHeightAndWidth);
        Assert.Equal(
            ["ad.yaml(4,20): warning ADC1922: transpose_kernel has no effect: 'm' has no layer with a height and a width"],
            diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void A_network_with_a_state_is_left_alone_with_a_warning()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 0, 1, 3, 2, 4));
        TensorId state = draft.State("s", GraphDraft.Int8(0.5f, 0, 1, 4));
        TensorId after = draft.Add(new Tanh(), "t", GraphDraft.Int8(0.5f, 0, 1, 4), state);
        draft.Become(state, after);
        var diagnostics = new DiagnosticBag();
        Swapped(draft.Build(draft.Add(new Relu(Activation.Relu), "y", GraphDraft.Int8(0.5f, 0, 1, 3, 2, 4), x)), diagnostics);
        Assert.StartsWith("ad.yaml(4,20): warning ADC1910: transpose_kernel has no effect: the model keeps a state", $"{Assert.Single(diagnostics.All)}", StringComparison.Ordinal);
    }

    // Sums of reals depend on their order.
    private static bool SumsReals(Node node, Graph graph) =>
        graph.TypeOf(node.Output).Element == ElementType.Float32 && node.Operator is Conv2D or DepthwiseConv2D or TransposeConv or Pool2D or Reduce or ResizeBilinear;

    private static Graph Convolution()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 0, 1, 9, 7, 2));
        TensorId weights = draft.Constant("w", GraphDraft.Int8(0.1f, 0, 3, 3, 2, 2), new sbyte[36]);
        return draft.Build(draft.Add(new Conv2D(new Window(Padding.Same, StrideY: 2)), "y", GraphDraft.Int8(0.5f, 0, 1, 5, 7, 3), x, weights));
    }

    private static Graph Swapped(Graph graph, DiagnosticBag diagnostics)
    {
        Graph swapped = new TransposeKernels().Run(graph, Pass.Context(diagnostics) with { TransposesKernels = Place });
        Assert.Empty(GraphVerifier.Verify(swapped));
        return swapped;
    }

    private static ConstantData[] Run(Graph graph, Sequence<ConstantData> row)
    {
        IReadOnlyDictionary<TensorId, TensorValue> tensors = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm))
            .RunAll([.. row.Select((value, index) => new TensorValue(graph.TypeOf(graph.Inputs[index]), value))]);
        return [.. graph.Outputs.Select(id => tensors[id].Data)];
    }
}
