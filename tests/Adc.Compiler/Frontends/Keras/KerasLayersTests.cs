using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

using static Adc.Tests.Frontends.Keras.KerasModels;

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
    [InlineData("Cropping2D", "{'name':'l','cropping':[[0,1],[1,0]],'batch_input_shape':[null,2,2,1]}", new float[] { 2 })]
    [InlineData("Permute", "{'name':'l','dims':[3,1,2],'batch_input_shape':[null,2,1,2]}", new float[] { 1, 3, 2, 4 })]
    [InlineData("Rescaling", "{'name':'l','scale':0.5,'offset':1,'batch_input_shape':[null,4]}", new[] { 1.5f, 2, 2.5f, 3 })]
    [InlineData("Rescaling", "{'name':'l','scale':[1,10],'offset':[0,1],'batch_input_shape':[null,2,2]}", new float[] { 1, 21, 3, 41 })]
    [InlineData("UpSampling2D", "{'name':'l','size':[2,1],'batch_input_shape':[null,2,2,1]}", new float[] { 1, 2, 1, 2, 3, 4, 3, 4 })]
    [InlineData("UpSampling2D", "{'name':'l','size':[1,2],'interpolation':'bilinear','batch_input_shape':[null,2,2,1]}", new[] { 1, 1.25f, 1.75f, 2, 3, 3.25f, 3.75f, 4 })]
    [InlineData("MaxPooling1D", "{'name':'l','batch_input_shape':[null,2,2]}", new float[] { 3, 4 })]
    [InlineData("AveragePooling1D", "{'name':'l','pool_size':[2],'strides':[1],'padding':'same','batch_input_shape':[null,4,1]}", new[] { 1.5f, 2.5f, 3.5f, 4 })]
    [InlineData("GlobalAveragePooling1D", "{'name':'l','batch_input_shape':[null,2,2]}", new float[] { 2, 3 })]
    [InlineData("GlobalMaxPooling1D", "{'name':'l','keepdims':true,'batch_input_shape':[null,2,2]}", new float[] { 3, 4 })]
    [InlineData("Dropout", "{'name':'l','rate':0.5,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("GaussianNoise", "{'name':'l','stddev':9,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("SpatialDropout2D", "{'name':'l','rate':0.5,'batch_input_shape':[null,2,2,1]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("ActivityRegularization", "{'name':'l','l2':9,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("ReLU", "{'name':'l','max_value':6,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("LeakyReLU", "{'name':'l','alpha':0.5,'batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    [InlineData("Activation", "{'name':'l','activation':'linear','batch_input_shape':[null,4]}", new float[] { 1, 2, 3, 4 })]
    public void Layers_without_weights(string kind, string settings, float[] expected) =>
        Assert.Equal(expected, Run(kind, settings.Replace('\'', '"'), [1, 2, 3, 4]));

    [Theory]
    [InlineData("ReLU", "'max_value':2", new float[] { 0, 0, 1, 2 })]
    [InlineData("ReLU", "'max_value':null,'negative_slope':0.5", new[] { -1, -0.5f, 1, 3 })]
    [InlineData("ReLU", "'threshold':2", new float[] { 0, 0, 0, 3 })]
    [InlineData("ReLU", "'threshold':2,'negative_slope':0.5,'max_value':2.5", new[] { -2, -1.5f, -0.5f, 2.5f })]
    [InlineData("LeakyReLU", "'alpha':0.25", new[] { -0.5f, -0.25f, 1, 3 })]
    [InlineData("LeakyReLU", "'negative_slope':0.5", new[] { -1, -0.5f, 1, 3 })]
    [InlineData("Activation", "'activation':'leaky_relu'", new[] { -0.4f, -0.2f, 1, 3 })]
    public void Functions_below_zero(string kind, string settings, float[] expected) =>
        Assert.Equal(expected, Run(kind, $"{{'name':'l',{settings},'batch_input_shape':[null,4]}}".Replace('\'', '"'), [-2, -1, 1, 3]));

    [Fact]
    public void Swish_is_the_input_times_its_sigmoid() => Assert.Equal(
        2 / (1 + Math.Exp(-2)), Run("Activation", """{"name":"l","activation":"swish","batch_input_shape":[null,1]}""", [2])[0], 1e-6);

    [Fact]
    public void Slopes_of_PReLU_are_weights()
    {
        Assert.Equal([-2, -1], Run("PReLU", """{"name":"l","batch_input_shape":[null,2]}""", [-1, -2], Weight([2], 2, 0.5f)));
        Assert.Equal([-2, -1, 3, -2], Run("PReLU", """{"name":"l","shared_axes":[1,2],"batch_input_shape":[null,1,2,2]}""", [-1, -2, 3, -4], Weight([1, 1, 2], 2, 0.5f)));
    }

    [Theory]
    [InlineData("'padding':'causal'", new float[] { 10, 21, 32, 43 })]
    [InlineData("'padding':'same','strides':[2]", new float[] { 21, 43 })]
    [InlineData("'dilation_rate':2,'activation':'relu'", new float[] { 31, 42 })]
    public void Convolutions_slide_along_sequences(string settings, float[] expected) => Assert.Equal(
        expected,
        Run("Conv1D", $"{{'name':'l',{settings},'use_bias':false,'batch_input_shape':[null,4,1]}}".Replace('\'', '"'), [1, 2, 3, 4], Weight([2, 1, 1], 1, 10)));

    [Fact]
    public void Separable_convolutions_are_a_depthwise_and_a_pointwise_one() => Assert.Equal(
        [1 + 20 + 600 + 8000 + 1],
        Run(
            "SeparableConv2D", """{"name":"l","depth_multiplier":2,"activation":"relu","batch_input_shape":[null,1,1,2]}""", [1, 2],
            Weight([1, 1, 2, 2], 1, 2, 3, 4), Weight([1, 1, 4, 1], 1, 10, 100, 1000), Weight([1], 1)));

    [Theory]
    [InlineData("Add", new float[] { 2, 4 })]
    [InlineData("Average", new float[] { 1, 2 })]
    [InlineData("Maximum", new float[] { 1, 2 })]
    [InlineData("Minimum", new float[] { 1, 2 })]
    [InlineData("Subtract", new float[] { 0, 0 })]
    [InlineData("Multiply", new float[] { 1, 4 })]
    [InlineData("Concatenate", new float[] { 1, 2, 1, 2 })]
    public void Functional_models_join_branches(string kind, float[] expected)
    {
        string model = $$$"""
            {"class_name":"Functional","config":{"layers":[
              {"class_name":"InputLayer","config":{"name":"x","batch_shape":[null,2]},"inbound_nodes":[]},
              {"class_name":"{{{kind}}}","config":{"name":"y"},"inbound_nodes":[[["x",0,0,{}],["x",0,0,{}]]]}],
              "input_layers":[["x",0,0]],"output_layers":[["y",0,0]]}}
            """;
        Assert.Equal(expected, Outputs(Read(KerasModels.Of(model), out _)!, [1, 2]));
    }

    [Theory]
    [InlineData(1, new float[] { 1, 2, 3, 4, 1, 2, 3, 4 })]
    [InlineData(2, new float[] { 1, 2, 1, 2, 3, 4, 3, 4 })]
    [InlineData(-2, new float[] { 1, 2, 1, 2, 3, 4, 3, 4 })]
    [InlineData(3, new float[] { 1, 1, 2, 2, 3, 3, 4, 4 })]
    public void Tensors_are_joined_along_any_axis(int axis, float[] expected)
    {
        string model = $$$"""
            {"class_name":"Functional","config":{"layers":[
              {"class_name":"InputLayer","config":{"name":"x","batch_shape":[null,2,2,1]},"inbound_nodes":[]},
              {"class_name":"Concatenate","config":{"name":"y","axis":{{{axis}}}},"inbound_nodes":[[["x",0,0,{}],["x",0,0,{}]]]}],
              "input_layers":[["x",0,0]],"output_layers":[["y",0,0]]}}
            """;
        Assert.Equal(expected, Outputs(Read(KerasModels.Of(model), out _)!, [1, 2, 3, 4]));
    }

    [Fact]
    public void Extents_of_one_are_repeated_where_branches_meet()
    {
        const string Model = """
            {"class_name":"Functional","config":{"layers":[
              {"class_name":"InputLayer","config":{"name":"x","batch_shape":[null,1,2,2]},"inbound_nodes":[]},
              {"class_name":"GlobalMaxPooling2D","config":{"name":"g","keepdims":true},"inbound_nodes":[[["x",0,0,{}]]]},
              {"class_name":"Multiply","config":{"name":"y"},"inbound_nodes":[[["x",0,0,{}],["g",0,0,{}]]]}],
              "input_layers":[["x",0,0]],"output_layers":[["y",0,0]]}}
            """;
        Assert.Equal([3, 8, 9, 16], Outputs(Read(KerasModels.Of(Model), out _)!, [1, 2, 3, 4]));
    }

    [Theory]
    [InlineData("GRU", "{'name':'l','batch_input_shape':[null,4]}", "GRU: layers of this class are not read; Activation, ActivityRegularization, Add,")]
    [InlineData("Dense", "{'name':'l','batch_input_shape':[null,4]}", "Dense: weight 0 is missing or has not 2 axes")]
    [InlineData("Dense", "{'name':'l','batch_input_shape':[null,null]}", "Dense: the shape of the input is not fixed")]
    [InlineData("Activation", "{'name':'l','activation':'gelu','batch_input_shape':[null,4]}", "Activation: its activation 'gelu' is not supported")]
    [InlineData("Activation", "{'name':'l','activation':{'class_name':'function','config':'mine'},'batch_input_shape':[null,4]}", "its setting 'activation' is none of Keras's own names")]
    [InlineData("ELU", "{'name':'l','alpha':0.5,'batch_input_shape':[null,4]}", "ELU: its alpha is 0.5; 1 is supported")]
    [InlineData("ReLU", "{'name':'l','max_value':-1,'batch_input_shape':[null,4]}", "ReLU: its slope, threshold and greatest value must not be negative")]
    [InlineData("PReLU", "{'name':'l','batch_input_shape':[null,4]}", "PReLU: weight 0 is missing")]
    [InlineData("SeparableConv2D", "{'name':'l','batch_input_shape':[null,2,2,1]}", "SeparableConv2D: weight 0 is missing")]
    [InlineData("UpSampling2D", "{'name':'l','interpolation':'bicubic','batch_input_shape':[null,2,2,1]}", "its interpolation 'bicubic' is not supported")]
    [InlineData("UpSampling2D", "{'name':'l','size':[60000,60000],'batch_input_shape':[null,2,2,1]}", "would be larger than 2 GiB")]
    [InlineData("Conv1D", "{'name':'l','batch_input_shape':[null,2,2,1]}", "Conv1D: weight 0 is missing")]
    [InlineData("MaxPooling1D", "{'name':'l','batch_input_shape':[null,4]}", "sequences must be [batch,steps,channels]")]
    [InlineData("Permute", "{'name':'l','dims':[1,3],'batch_input_shape':[null,2,2]}", "Permute: it cannot reorder the axes of [1,2,2] as [1,3]")]
    [InlineData("Subtract", "{'name':'l','batch_input_shape':[null,4]}", "Subtract: it has 1 inputs instead of two")]
    [InlineData("Cropping2D", "{'name':'l','cropping':-1,'batch_input_shape':[null,2,2,1]}", "its cropping must be four numbers")]
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
        Assert.Null(Read(KerasModels.Of(configuration), out DiagnosticBag diagnostics));
        Assert.Equal("ADC2017", Assert.Single(diagnostics.All).Code);
    }
}
