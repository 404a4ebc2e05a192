using System.Globalization;
using System.Text;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Tests.Passes;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering;

public sealed class LowererTests
{
    private static readonly TensorType Row = Pass.Row;

    [Fact]
    public void Packed_layers_hand_int16_to_each_other() => Snapshot.Verify(Text(TwoLayers()));

    [Fact]
    public void Plain_layers_stay_with_int8() => Snapshot.Verify(Text(TwoLayers(), new LoweringOptions(OptimisedKernels: false)));

    [Fact]
    public void Quantize_stores_what_its_readers_want()
    {
        Assert.Contains("adc_quantize_f32_s16", Text(Quantized(alsoTanh: false)), StringComparison.Ordinal);
        Assert.Contains("adc_quantize_f32_s8", Text(Quantized(alsoTanh: true)), StringComparison.Ordinal);
        Assert.Contains("adc_quantize_f32_s8", Text(Quantized(alsoTanh: false), new LoweringOptions(OptimisedKernels: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reshapes_between_layers_cost_nothing_and_keep_int16() => Snapshot.Verify(Text(Draft((draft, x) =>
    {
        TensorId first = Pass.Dense(draft, x, Row);
        TensorId flat = draft.Add(new Reshape(), "flat", Row with { Shape = Shape.Of(4) }, first);
        return draft.Add(new Dequantize(), "y", GraphDraft.Float32(1, 4), Pass.Dense(draft, flat, Row));
    })));

    [Fact]
    public void A_tensor_is_widened_once_for_all_its_readers() => Snapshot.Verify(Text(Draft((draft, x) =>
    {
        Pass.Dense(draft, x, Row);
        Pass.Dense(draft, x, Row);
        return draft.Add(new Tanh(), "y", GraphDraft.Int8(1f / 128, 0, 1, 4), x);
    })));

    [Fact]
    public void A_reshape_from_an_input_to_an_output_copies() => Snapshot.Verify(Text(Draft((draft, x) =>
        draft.Add(new Reshape(), "y", Row with { Shape = Shape.Of(4) }, x))));

    [Fact]
    public void A_reshaped_layer_that_is_an_output_is_narrowed_for_the_application() => Snapshot.Verify(Text(Draft((draft, x) =>
        draft.Add(new Reshape(), "y", Row with { Shape = Shape.Of(4) }, Pass.Dense(draft, x, Row)))));

    [Fact]
    public void Softmax_counts_in_integers_for_Micro_and_in_floats_for_hosts()
    {
        Graph graph = Draft((draft, x) => draft.Add(new Softmax(), "y", GraphDraft.Int8(1f / 256, -128, 1, 4), x));

        Assert.Contains("adc_softmax_s8 ", Text(graph), StringComparison.Ordinal);
        Assert.Contains("adc_softmax_s8_float ", Text(graph, new LoweringOptions(Rounding.Tflite)), StringComparison.Ordinal);
        Assert.Contains("adc_softmax_s8_float ", Text(graph, new LoweringOptions(Rounding.Single)), StringComparison.Ordinal);
    }

    [Fact]
    public void Activations_are_tables_of_the_reference()
    {
        LoweredModel model = LoweredText.Lower(Draft((draft, x) => draft.Add(new Relu(Activation.Relu), "y", Row, x)));

        sbyte[] table = Assert.Single(model.Constants).Data.ToArray<sbyte>();

        Assert.Equal(Enumerable.Range(-128, 256).Select(value => (sbyte)Math.Max(value, 3)), table);
    }

    [Fact]
    public void Layers_are_as_many_as_nodes_and_constants_name_theirs()
    {
        LoweredModel model = LoweredText.Lower(TwoLayers());

        Assert.Equal([0, 1], model.Layers.Select(layer => layer.Index));
        Assert.Equal([0, 1], model.Constants.Select(constant => constant.Layer));
        Assert.All(model.Layers, layer => Assert.Equal(16, layer.MultiplyAdds));
    }

    [SharedFact]
    public void Layers_of_the_anomaly_detection_models_are_packed()
    {
        var text = new StringBuilder();
        foreach (string path in (string[])["ad01/ad01_int8.tflite", "ad01/ad01_int8_floatio.tflite", "mltk_ad/anomaly_detection.tflite"])
        {
            Graph graph = Pass.AfterAll(Golden.Graph(path));
            foreach (Rounding rounding in Enum.GetValues<Rounding>())
            {
                int packed = LoweredText.Lower(graph, new LoweringOptions(rounding)).Steps.Count(step => ((KernelCall)step.Call).Kernel == Kernels.FullyConnectedPacked);
                text.Append(CultureInfo.InvariantCulture, $"{path} {rounding}: {packed} of {graph.Nodes.Count(node => node.Operator is FullyConnected)}\n");
            }
        }

        Snapshot.Verify(text.ToString());
    }

    [Fact]
    public void An_output_that_nobody_computes_is_refused()
    {
        Graph graph = TwoLayers();

        Assert.Equal(
            "m.tflite['x']: error ADC4003: an output of the model is one of its inputs or a constant; remove it from the outputs\n"
            + "m.tflite['weights']: error ADC4003: an output of the model is one of its inputs or a constant; remove it from the outputs",
            LoweredText.Refusals(graph with { Outputs = [.. graph.Outputs.Items, new TensorId(0), new TensorId(1)] }));
    }

    [Fact]
    public void A_model_without_outputs_is_refused() => Assert.Equal(
        "m.tflite: error ADC4003: the model has no output, so there is nothing to compute", LoweredText.Refusals(TwoLayers() with { Outputs = [] }));

    [Fact]
    public void Tensors_without_elements_are_refused()
    {
        var draft = new GraphDraft();
        TensorType empty = GraphDraft.Int8(1, 0, 0, 4);
        TensorId x = draft.Input("x", empty);

        Assert.Equal(
            "m.tflite['x']: error ADC4003: a tensor of shape [0,4] has no elements, so there is nothing to compute\n"
            + "m.tflite['y']: error ADC4003: a tensor of shape [0,4] has no elements, so there is nothing to compute",
            LoweredText.Refusals(draft.Build(draft.Add(new Tanh(), "y", empty, x))));
    }

    [Fact]
    public void Widened_buffers_have_room_for_a_multiple_of_four()
    {
        LoweredModel model = LoweredText.Lower(TwoLayers(rows: 5));

        Assert.All(model.Buffers.Where(buffer => buffer.Form == BufferForm.Widened), buffer => Assert.Equal(0, buffer.SizeInBytes % 8));
        Assert.Contains(model.Buffers, buffer => buffer is { Form: BufferForm.Widened, SizeInBytes: 16 });
    }

    [Fact]
    public void Buffers_beyond_two_gigabytes_are_counted_as_that()
    {
        var draft = new GraphDraft();
        TensorType large = GraphDraft.Int8(1, 0, 1 << 28, 4);
        TensorId y = Pass.Dense(draft, draft.Input("x", large), large);

        LoweredModel model = LoweredText.Lower(draft.Build(y));

        Assert.Contains(model.Buffers, buffer => buffer is { Form: BufferForm.Widened, SizeInBytes: int.MaxValue });
    }

    private static Graph TwoLayers(int rows = 4) => Draft((draft, x) =>
    {
        TensorType wide = GraphDraft.Int8(0.5f, 3, 1, rows);
        TensorId weights = draft.Constant("weights", GraphDraft.Int8(0.1f, 0, rows, 4), [.. Enumerable.Range(0, rows * 4).Select(i => (sbyte)i)]);
        TensorId back = draft.Constant("back", GraphDraft.Int8(0.1f, 0, 4, rows), [.. Enumerable.Range(0, rows * 4).Select(i => (sbyte)-i)]);
        TensorId first = draft.Add(new FullyConnected(Activation.Relu), "first", wide, x, weights);
        return draft.Add(new FullyConnected(), "second", Row, first, back);
    });

    [Fact]
    public void Layers_with_equal_constants_share_them()
    {
        var draft = new GraphDraft();
        TensorType row = GraphDraft.Int8(1f / 128, 0, 1, 4);
        TensorId first = draft.Add(new Tanh(), "first", row, draft.Input("x", row));
        LoweredModel equal = LoweredText.Lower(draft.Build(draft.Add(new Tanh(), "second", row, first)));
        LoweredModel other = LoweredText.Lower(draft.Build(draft.Add(new Logistic(), "third", row, first)));

        Assert.Single(equal.Constants);
        Assert.Equal(2, other.Constants.Count);
    }

    private static Graph Quantized(bool alsoTanh)
    {
        var draft = new GraphDraft();
        TensorId quantized = draft.Add(new Quantize(), "quantized", Row, draft.Input("x", GraphDraft.Float32(1, 4)));
        TensorId dense = Pass.Dense(draft, quantized, Row);
        return alsoTanh ? draft.Build(dense, draft.Add(new Tanh(), "tanh", Row, quantized)) : draft.Build(dense);
    }

    private static Graph Draft(Func<GraphDraft, TensorId, TensorId> body)
    {
        var draft = new GraphDraft();
        return draft.Build(body(draft, draft.Input("x", Row)));
    }

    private static string Text(Graph graph, LoweringOptions? options = null) => LoweredText.Print(LoweredText.Lower(graph, options));
}
