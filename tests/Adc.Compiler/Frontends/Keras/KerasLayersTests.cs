using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;
using Adc.Simulator.Reference;

namespace Adc.Tests.Frontends.Keras;

/// <summary>Layers one by one: what each computes on a few numbers, and what is refused.</summary>
public sealed class KerasLayersTests
{
    [Fact]
    public void Dense_multiplies_adds_and_activates() => Assert.Equal(
        [0, 11],
        Run("Dense", """{"name":"l","activation":"relu","batch_input_shape":[null,2]}""", [1, 2], Weight([2, 2], -1, 1, -1, 3), Weight([2], 2, 4)));

    [Fact]
    public void Convolutions_pad_as_told() => Assert.Equal(
        [1 + 2 + 3 + 4, 2 + 4, 3 + 4, 4],
        Run("Conv2D", """{"name":"l","padding":"same","use_bias":false,"batch_input_shape":[null,2,2,1]}""", [1, 2, 3, 4], Weight([2, 2, 1, 1], 1, 1, 1, 1)));

    [Fact]
    public void Depthwise_convolutions_keep_channels_apart() => Assert.Equal(
        [10, 200],
        Run("DepthwiseConv2D", """{"name":"l","use_bias":false,"batch_input_shape":[null,1,1,2]}""", [1, 2], Weight([1, 1, 2, 1], 10, 100)));

    [Fact]
    public void Transposed_convolutions_spread_each_input() => Assert.Equal(
        [1, 2, 2, 4],
        Run("Conv2DTranspose", """{"name":"l","strides":[1,2],"use_bias":false,"batch_input_shape":[null,1,2,1]}""", [1, 2], Weight([1, 2, 1, 1], 1, 2)));

    [Fact]
    public void Batch_normalization_centres_and_scales() => Assert.Equal(
        [(2 * (5 - 1) / 4f) + 3],
        Run("BatchNormalization", """{"name":"l","epsilon":0,"batch_input_shape":[null,1]}""", [5], Weight([1], 2), Weight([1], 3), Weight([1], 1), Weight([1], 16)));

    [Theory]
    [InlineData("MaxPooling2D", "{'name':'l','pool_size':[2,2],'batch_input_shape':[null,2,2,1]}", new float[] { 4 })]
    [InlineData("AveragePooling2D", "{'name':'l','pool_size':2,'batch_input_shape':[null,2,2,1]}", new[] { 2.5f })]
    [InlineData("GlobalAveragePooling2D", "{'name':'l','batch_input_shape':[null,2,2,1]}", new[] { 2.5f })]
    [InlineData("GlobalMaxPooling2D", "{'name':'l','batch_input_shape':[null,2,2,1]}", new float[] { 4 })]
    [InlineData("Flatten", "{'name':'l','batch_input_shape':[null,2,2,1]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("Reshape", "{'name':'l','target_shape':[-1,4],'batch_input_shape':[null,2,2,1]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("ZeroPadding2D", "{'name':'l','padding':[[1,0],[0,1]],'batch_input_shape':[null,2,2,1]}", new float[] { 0, 0, 0, 1, 2, 0, 3, 4, 0 })]
    [InlineData("ReLU", "{'name':'l','max_value':6,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("LeakyReLU", "{'name':'l','alpha':0.5,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("Activation", "{'name':'l','activation':'linear','batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    public void Layers_without_weights(string kind, string settings, float[] expected) =>
        Assert.Equal(expected, Run(kind, settings.Replace('\'', '"'), [1, 2, 3, 4]));

    [Theory]
    [InlineData("Add", new float[] { 2, 4 })]
    [InlineData("Multiply", new float[] { 1, 4 })]
    [InlineData("Concatenate", new float[] { 1, 2, 1, 2 })]
    public void Functional_models_join_branches(string kind, float[] expected)
    {
        string model = $$$"""
            {"class_name":"Functional","config":{"layers":[
              {"class_name":"InputLayer","config":{"name":"x","batch_shape":[null,2]},"inbound_nodes":[]},
              {"class_name":"{{{kind}}}","config":{"name":"y"},"inbound_nodes":[[["x",0,0,{}],["x",0,0,{}]]]}],
              "output_layers":[["y",0,0]]}}
            """;
        Assert.Equal(expected, Outputs(Read(new KerasModel(model, new Dictionary<string, IReadOnlyList<KerasArray>>()), out _)!, [1, 2]));
    }

    [Theory]
    [InlineData("GRU", "{'name':'l','batch_input_shape':[null,4]}", "GRU: layers of this class are not read; Activation, Add,")]
    [InlineData("Dense", "{'name':'l','batch_input_shape':[null,4]}", "Dense: weight 0 is missing or has not 2 axes")]
    [InlineData("Dense", "{'name':'l','batch_input_shape':[null,null]}", "Dense: the shape of the input is not fixed")]
    [InlineData("Activation", "{'name':'l','activation':'swish','batch_input_shape':[null,4]}", "Activation: its activation 'swish' is not supported")]
    [InlineData("Reshape", "{'name':'l','target_shape':[3,-1],'batch_input_shape':[null,4]}", "Reshape: it cannot turn [1,4] into [3,-1]")]
    [InlineData("MaxPooling2D", "{'name':'l','pool_size':[3,3],'batch_input_shape':[null,2,2,1]}", "MaxPooling2D: its output would be [1,0,0,1]")]
    [InlineData("MaxPooling2D", "{'name':'l','data_format':'channels_first','batch_input_shape':[null,2,2,1]}", "in the order 'channels_first'")]
    public void What_is_not_supported_is_named(string kind, string settings, string message)
    {
        Assert.Null(Read(Sequential(kind, settings.Replace('\'', '"')), out DiagnosticBag diagnostics));
        Diagnostic diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal("ADC2018", diagnostic.Code);
        Assert.Contains(message, diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Contains("'l'", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_named_with_its_place()
    {
        KerasModel model = Sequential("Dense", """{"name":"l","use_bias":false,"batch_input_shape":[null,2]}""", Weight([2, 1], 1, float.NaN));
        Assert.Null(Read(model, out DiagnosticBag diagnostics));
        Assert.Contains("its weight 'w' holds NaN at 1", Assert.Single(diagnostics.All).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{}]}}")]
    [InlineData("{\"class_name\":\"Functional\",\"config\":{\"layers\":[],\"output_layers\":[[\"y\",0,0]]}}")]
    public void A_malformed_configuration_is_refused(string configuration)
    {
        Assert.Null(Read(new KerasModel(configuration, new Dictionary<string, IReadOnlyList<KerasArray>>()), out DiagnosticBag diagnostics));
        Assert.Equal("ADC2017", Assert.Single(diagnostics.All).Code);
    }

    private static float[] Run(string kind, string settings, float[] input, params KerasArray[] weights)
    {
        Graph? graph = Read(Sequential(kind, settings, weights), out DiagnosticBag diagnostics);
        Assert.True(graph is not null, string.Join('\n', diagnostics.All));
        Assert.Empty(GraphVerifier.Verify(graph));
        return graph.Nodes.Count == 0 ? input : Outputs(graph, input);
    }

    private static float[] Outputs(Graph graph, float[] input) => new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm))
        .Run([new TensorValue(graph.TypeOf(graph.Inputs[0]), ConstantData.Of<float>(input))])[0].Data.ToArray<float>();

    private static Graph? Read(KerasModel model, out DiagnosticBag diagnostics) => KerasFrontend.Read(model, "model.h5", diagnostics = new DiagnosticBag());

    private static KerasModel Sequential(string kind, string settings, params KerasArray[] weights) => new(
        $$$"""{"class_name":"Sequential","config":{"layers":[{"class_name":"{{{kind}}}","config":{{{settings}}} }]}}""",
        new Dictionary<string, IReadOnlyList<KerasArray>> { ["l"] = weights });

    private static KerasArray Weight(int[] shape, params float[] values) => new("w", shape, values);
}
