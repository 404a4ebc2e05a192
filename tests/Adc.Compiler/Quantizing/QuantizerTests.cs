using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Quantizing;
using Adc.Simulator.Reference;
using Adc.Tests.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Quantizing;

public sealed class QuantizerTests
{
    [Fact]
    public void A_dense_network_becomes_int8_from_edge_to_edge()
    {
        var draft = new FloatDraft();
        Graph graph = Quantized.Of(draft.Build(draft.Add(new Softmax(), [1, 3], draft.Dense(draft.Dense(draft.Input(1, 8), 6, Activation.Relu), 3)))).Graph;

        Assert.Equal("FULLY_CONNECTED + RELU, FULLY_CONNECTED, SOFTMAX", Pass.Operators(graph));
        Assert.Equal(GraphDraft.Int8(2f / 255, -1, 1, 8), graph.TypeOf(graph.Inputs[0]));
        Assert.Equal(-128, graph.TypeOf(graph.Nodes[0].Output).Quantization!.ZeroPoint); // RELU leaves nothing below zero
        Assert.Equal(GraphDraft.Int8(1f / 256, -128, 1, 3), graph.TypeOf(graph.Outputs[0]));
        Assert.Equal(ElementType.Int32, graph.TypeOf(graph.Nodes[0].Inputs[2]).Element);
    }

    [Fact]
    public void Float_edges_keep_names_and_types()
    {
        var draft = new FloatDraft();
        Graph floats = draft.Build(draft.Dense(draft.Input(1, 8), 6));
        Graph graph = Quantized.Of(floats, new QuantizerOptions(InputType: EdgeType.Float32, OutputType: EdgeType.Float32)).Graph;

        Assert.Equal("QUANTIZE, FULLY_CONNECTED, DEQUANTIZE", Pass.Operators(graph));
        Assert.Equal((floats[floats.Inputs[0]].Name, floats.TypeOf(floats.Inputs[0])), (graph[graph.Inputs[0]].Name, graph.TypeOf(graph.Inputs[0])));
        Assert.Equal((floats[floats.Outputs[0]].Name, floats.TypeOf(floats.Outputs[0])), (graph[graph.Outputs[0]].Name, graph.TypeOf(graph.Outputs[0])));
        Assert.Equal(graph.Tensors.Count, graph.Tensors.Select(tensor => tensor.Name).Distinct().Count());
    }

    [Fact]
    public void Tensors_that_are_joined_share_the_range_that_they_span_together()
    {
        var draft = new FloatDraft();
        TensorId a = draft.Dense(draft.Input(1, 8), 4), b = draft.Add(new Mul(), [1, 4], a, draft.Constant([1], 10));
        Graph graph = Quantized.Of(draft.Build(draft.Add(new Concatenation(1), [1, 8], a, b))).Graph;
        Node joined = graph.Nodes[^1];
        Assert.Equal(graph.TypeOf(joined.Inputs[0]).Quantization, graph.TypeOf(joined.Output).Quantization);
        Assert.Equal(graph.TypeOf(joined.Inputs[1]).Quantization, graph.TypeOf(joined.Output).Quantization);
    }

    [Fact]
    public void A_prescribed_scale_is_requantized_where_it_meets_others()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Dense(draft.Input(1, 8), 4), p = draft.Add(new Logistic(), [1, 4], x);
        Graph graph = Quantized.Of(draft.Build(draft.Add(new Concatenation(1), [1, 8], x, p), p)).Graph;
        Assert.Equal("FULLY_CONNECTED, LOGISTIC, QUANTIZE, CONCATENATION axis 1", Pass.Operators(graph));
        Assert.Equal(Quantization.PerTensor(1f / 256, -128), graph.TypeOf(graph.Outputs[1]).Quantization);
    }

    [Fact]
    public void What_only_moves_probabilities_keeps_their_scale()
    {
        var draft = new FloatDraft();
        TensorId p = draft.Add(new Softmax(), [1, 4], draft.Dense(draft.Input(1, 8), 4));
        Graph graph = Quantized.Of(draft.Build(draft.Add(new Reshape(), [4], p))).Graph;
        Assert.Equal("FULLY_CONNECTED, SOFTMAX, RESHAPE", Pass.Operators(graph));
    }

    [Fact]
    public void A_layer_that_took_in_others_has_the_first_name_in_front()
    {
        var draft = new FloatDraft();
        TensorId scaled = draft.Add(new Mul(), [1, 4], draft.Dense(draft.Input(1, 8), 4), draft.Random([4]));
        Graph graph = Quantized.Of(draft.Build(draft.Dense(scaled, 3))).Graph;
        Assert.Equal(["t3;t5", "t8"], graph.Nodes.Select(node => graph[node.Output].Name));
    }

    [Fact]
    public void A_residual_sum_has_three_scales()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Convolution(draft.Input(1, 4, 4, 3), 3), y = draft.Convolution(x, 3);
        Graph graph = Quantized.Of(draft.Build(draft.Add(new Add(Activation.Relu), [1, 4, 4, 3], x, y))).Graph;
        Node sum = graph.Nodes[^1];
        Assert.Equal(3, sum.Inputs.Append(sum.Output).Select(id => graph.TypeOf(id).Quantization).Distinct().Count());
    }

    [Fact]
    public void Convolutions_have_a_weight_scale_for_each_channel_unless_told_otherwise()
    {
        var draft = new FloatDraft();
        Graph floats = draft.Build(draft.Convolution(draft.Input(1, 4, 4, 3), 5));
        int Scales(QuantizerOptions options) => Quantized.Of(floats, options).Graph is var graph ? graph.TypeOf(graph.Nodes[0].Inputs[1]).Quantization!.Scales.Count : 0;
        Assert.Equal((5, 1), (Scales(new QuantizerOptions()), Scales(new QuantizerOptions(PerChannel: false))));
    }

    [Fact]
    public void A_layer_without_int8_form_stays_float_and_is_named()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Dense(draft.Input(1, 8), 4);
        var said = new DiagnosticBag();
        Graph graph = Quantized.Of(draft.Build(draft.Dense(draft.Add(new Exp(), [1, 4], x), 2)), said: said).Graph;
        Assert.Equal("FULLY_CONNECTED, DEQUANTIZE, EXP, QUANTIZE, FULLY_CONNECTED", Pass.Operators(graph));
        Diagnostic warning = Assert.Single(said.All);
        Assert.Equal((Catalogue.LayerStaysFloat.Code, Severity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("EXP", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_of_the_greatest_stay_integers()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 4));
        Graph graph = Quantized.Of(draft.Build(draft.Add(new ArgMax(), "y", GraphDraft.Int32(1), x, draft.Constant("axis", GraphDraft.Int32(1), 1)))).Graph;
        Assert.Equal("ARG_MAX", Pass.Operators(graph));
        Assert.Equal(ElementType.Int32, graph.TypeOf(graph.Outputs[0]).Element);
    }

    [Fact]
    public void Correcting_biases_helps_where_inputs_are_all_of_one_sign()
    {
        var draft = new FloatDraft();
        TensorId positive = draft.Dense(draft.Input(1, 4), 200, Activation.Relu);
        float[] weights = draft.Values(10 * 200);
        weights[0] = 30; // the one scale of all weights is coarse
        Graph graph = draft.Build(draft.Add(new FullyConnected(), [1, 10], positive, draft.Constant([10, 200], weights)));
        double without = Quantized.Of(graph).Report.OutputSnrInDb, with = Quantized.Of(graph, new QuantizerOptions(CorrectsBiases: true)).Report.OutputSnrInDb;
        Assert.True(with > without + 3, FormattableString.Invariant($"{without:F1} dB without, {with:F1} dB with"));
    }

    [Fact]
    public void The_average_of_a_whole_image_gets_a_scale_of_its_own_where_it_spans_much_less()
    {
        string Average(float bias)
        {
            var draft = new FloatDraft();
            TensorId x = draft.Add(new Add(), [1, 6, 6, 3], draft.Input(1, 6, 6, 3), draft.Constant([1], bias));
            Graph floats = draft.Build(draft.Add(new Pool2D(Pooling.Average, new Window(Padding.Valid), 6, 6), [1, 1, 1, 3], x));
            Sequence<ConstantData>[] rows = [.. SeededRows.For(floats, 20).Rows.Skip(2)]; // without those that hold one value throughout
            return Quantized.Of(floats, rows).Graph.Nodes[^1].Operator.Name;
        }

        Assert.Equal(("MEAN", "AVERAGE_POOL_2D"), (Average(bias: 0), Average(bias: 9)));
    }

    [Fact]
    public void Says_what_a_layer_alone_costs_and_which_costs_most()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 6), flat = draft.Add(new Reshape(), [6], draft.Add(new Add(), [1, 6], x, draft.Constant([1], 200))), back = draft.Add(new Sub(), [6], flat, draft.Constant([1], 200));
        QuantizationReport report = Quantized.Of(draft.Build(back)).Report;
        Assert.Equal(["input", "ADD", "RESHAPE", "SUB"], report.Layers.Select(layer => layer.Operator));
        Assert.Equal((-1, 0, "ADD"), (report.Layers[0].Index, report.Costliest!.Index, report.Costliest.Operator));
        Assert.Equal(double.PositiveInfinity, report.Layers[2].AloneSnrInDb);
        Assert.True(report.Layers[0].AloneSnrInDb > 30 && report.Costliest.AloneSnrInDb < 15, "steps of 201 / 255 leave little of values below 1");
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_named_with_their_place()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 2);
        Graph graph = draft.Build(draft.Add(new FullyConnected(), [1, 2], x, draft.Constant([2, 2], 1, 2, float.NaN, 4)));
        Refused(graph, Catalogue.ValueNotFinite, "'c1'", "NaN at 2");
    }

    [Fact]
    public void Layers_that_compute_no_numbers_are_named_with_the_row()
    {
        var draft = new FloatDraft();
        Graph graph = draft.Build(draft.Add(new Exp(), [1, 2], draft.Add(new Mul(), [1, 2], draft.Input(1, 2), draft.Constant([1], 1000))));
        Refused(graph, Catalogue.ValueNotFinite, "Infinity", "calibration row 1");
    }

    [Fact]
    public void A_quantized_model_is_refused()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 2));
        Refused(draft.Build(draft.Add(new Quantize(), "y", GraphDraft.Int8(1, 0, 1, 2), x)), Catalogue.NotQuantizable, "QUANTIZE is quantized already");
    }

    [Fact]
    public void A_model_with_a_state_is_refused()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 2)), state = draft.State("memory", GraphDraft.Float32(1, 2));
        TensorId sum = draft.Add(new Add(), "y", GraphDraft.Float32(1, 2), x, state);
        draft.Become(state, sum);
        Refused(draft.Build(sum), Catalogue.NotQuantizable, "'memory'");
    }

    [Fact]
    public void A_model_without_float_inputs_is_refused()
    {
        var draft = new GraphDraft();
        Refused(draft.Build(draft.Add(new Reshape(), "y", GraphDraft.Int32(2), draft.Input("x", GraphDraft.Int32(1, 2)))), Catalogue.NotQuantizable, "no input is float32");
    }

    [Theory]
    [Seeds(40)]
    public void Random_networks_can_be_lowered(int seed)
    {
        Graph graph = Pass.AfterAll(Quantized.Of(RandomNetwork.Of(seed, OnFloat32.All)).Graph);
        var diagnostics = new DiagnosticBag();
        Assert.True(Lowerer.Check(graph, diagnostics), $"{string.Join('\n', diagnostics.All)}\n{GraphPrinter.Print(graph)}");
    }

    [Fact]
    public void The_same_model_and_rows_give_the_same_graph()
    {
        Graph floats = RandomNetwork.Of(5, OnFloat32.All);
        var options = new QuantizerOptions(RangeMethod.Mse, CorrectsBiases: true, Equalization: Equalization.Always);
        Assert.Equal(Quantized.Of(floats, options), Quantized.Of(floats, options));
    }

    private static void Refused(Graph graph, DiagnosticDescriptor code, params string[] words)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(new Quantizer(new ReferenceEvaluator(Rounding.Tflm)).Quantize(
            graph, SeededRows.For(graph, 12).Rows, new QuantizerOptions(), diagnostics, CancellationToken.None));
        Diagnostic error = Assert.Single(diagnostics.All);
        Assert.Equal(code.Code, error.Code);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
