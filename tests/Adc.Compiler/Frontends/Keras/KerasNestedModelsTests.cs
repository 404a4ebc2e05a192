using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;
using static Adc.Tests.Frontends.Keras.KerasModels;

namespace Adc.Tests.Frontends.Keras;

/// <summary>Models used as layers, layers called several times, and how their weights are found.</summary>
public sealed class KerasNestedModelsTests
{
    /// <summary>x * 2 in the inner model, then * 10 by a layer of the same name.</summary>
    private const string Nested = """
        {"class_name":"Functional","config":{"name":"m","layers":[
          {"class_name":"InputLayer","config":{"name":"x","batch_input_shape":[null,1]},"inbound_nodes":[]},
          {"class_name":"Sequential","config":{"name":"inner","layers":[
            {"class_name":"InputLayer","config":{"name":"dense_input","batch_input_shape":[null,1]}},
            {"class_name":"Dense","config":{"name":"dense","use_bias":false}}]},"inbound_nodes":[[["x",0,0,{}]],[["dense",0,0,{}]]]},
          {"class_name":"Dense","config":{"name":"dense","use_bias":false},"inbound_nodes":[[["inner",0,0,{}]]]}],
          "input_layers":[["x",0,0]],"output_layers":[["OUT",NODE,0]]}}
        """;

    private static readonly KerasArray Two = new("dense/kernel:0", [1, 1], [2]), Ten = new("dense/kernel:0", [1, 1], [10]);

    [Fact]
    public void A_model_is_a_layer_with_weights_of_its_own() =>
        Assert.Equal([3 * 2 * 10], Run(Of(Nest("dense", 0), ("inner", [Two]), ("dense", [Ten])), [3]));

    [Fact]
    public void A_model_may_be_called_again_behind_what_reads_it() =>
        Assert.Equal([3 * 2 * 10 * 2], Run(Of(Nest("inner", 1), ("inner", [Two]), ("dense", [Ten])), [3]));

    [Fact]
    public void Weights_of_archives_are_found_by_class_and_number()
    {
        var weights = new Dictionary<string, IReadOnlyList<KerasArray>> { ["sequential/layers/dense"] = [Two], ["dense"] = [Ten] };
        Assert.Equal([60], Run(new KerasModel(Nest("dense", 0), new PlacedKerasWeights(weights)), [3]));
    }

    [Fact]
    public void Weights_of_models_inside_models_stand_in_one_list()
    {
        const string Deep = """
            {"class_name":"Sequential","config":{"name":"m","layers":[{"class_name":"Sequential","config":{"name":"a","layers":[
              {"class_name":"Sequential","config":{"name":"b","layers":[{"class_name":"Dense","config":{"name":"d","use_bias":false,"batch_input_shape":[null,1]}}]}},
              {"class_name":"Dense","config":{"name":"e"}}]}}]}}
            """;
        KerasArray[] list = [new("b/d/kernel:0", [1, 1], [2]), new("a/e/kernel:0", [1, 1], [3]), new("a/e/bias:0", [1], [1])];
        Assert.Equal([(5 * 2 * 3) + 1], Run(Of(Deep, ("a", list)), [5]));
    }

    [Fact]
    public void Layers_called_twice_share_their_weights()
    {
        const string Shared = """
            {"class_name":"Functional","config":{"name":"m","layers":[
              {"class_name":"InputLayer","config":{"name":"x","batch_input_shape":[null,1]},"inbound_nodes":[]},
              {"class_name":"InputLayer","config":{"name":"z","batch_input_shape":[null,1]},"inbound_nodes":[]},
              {"class_name":"Subtract","config":{"name":"y"},"inbound_nodes":[[["d",1,0,{}],["d",0,0,{}]]]},
              {"class_name":"Dense","config":{"name":"d","use_bias":false},"inbound_nodes":[[["x",0,0,{}]],[["z",0,0,{}]]]}],
              "input_layers":[["z",0,0],["x",0,0]],"output_layers":[["y",0,0]]}}
            """;
        Graph graph = Read(Of(Shared, ("d", [new("k", [1, 1], [2])])), out _)!;
        Assert.Equal(["z", "x"], graph.Inputs.Select(id => graph[id].Name));
        Assert.Equal([(2 * 7) - (2 * 3)], Outputs(graph, [7], [3]));
    }

    [Fact]
    public void A_model_may_have_several_inputs_and_outputs()
    {
        const string Swap = """
            {"class_name":"Functional","config":{"name":"m","layers":[
              {"class_name":"InputLayer","config":{"name":"a","batch_shape":[null,1]},"inbound_nodes":[]},
              {"class_name":"InputLayer","config":{"name":"b","batch_shape":[null,1]},"inbound_nodes":[]},
              {"class_name":"Functional","config":{"name":"inner","layers":[
                {"class_name":"InputLayer","config":{"name":"p","batch_shape":[null,1]},"inbound_nodes":[]},
                {"class_name":"InputLayer","config":{"name":"q","batch_shape":[null,1]},"inbound_nodes":[]},
                {"class_name":"ReLU","config":{"name":"r"},"inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["q",0,0]}}],"kwargs":{}}]}],
                "input_layers":[["p",0,0],["q",0,0]],"output_layers":[["r",0,0],["p",0,0]]},
               "inbound_nodes":[{"args":[[{"class_name":"__keras_tensor__","config":{"keras_history":["a",0,0]}},{"class_name":"__keras_tensor__","config":{"keras_history":["b",0,0]}}]],"kwargs":{}}]},
              {"class_name":"Subtract","config":{"name":"y"},"inbound_nodes":[{"args":[[{"class_name":"__keras_tensor__","config":{"keras_history":["inner",0,0]}},{"class_name":"__keras_tensor__","config":{"keras_history":["inner",0,1]}}]],"kwargs":{}}]}],
              "input_layers":{"one":["a",0,0],"two":["b",0,0]},"output_layers":["y",0,0]}}
            """;
        Assert.Equal([9 - 4], Outputs(Read(Of(Swap), out _)!, [4], [9]));
    }

    [Fact]
    public void A_layer_in_a_model_in_a_model_is_named_with_its_path()
    {
        Assert.Null(Read(Of(Nest("dense", 0), ("dense", [Ten])), out DiagnosticBag diagnostics));
        Assert.Equal("model.h5['inner/dense']: error ADC2018: Dense: weight 0 is missing or has not 2 axes", Assert.Single(diagnostics.All).ToString());
    }

    [Theory]
    [InlineData("inner", 7)]
    [InlineData("nobody", 0)]
    public void What_nobody_computes_is_refused(string output, int node)
    {
        Assert.Null(Read(Of(Nest(output, node), ("inner", [Two]), ("dense", [Ten])), out DiagnosticBag diagnostics));
        Assert.Equal("ADC2017", Assert.Single(diagnostics.All).Code);
    }

    [Fact]
    public void Calls_without_end_are_refused()
    {
        // Five models inside each other, each of which calls the next ten times.
        string model = """{"class_name":"ReLU","config":{"name":"r"}}""";
        for (int level = 0; level < 5; level++)
        {
            string calls = string.Join(',', Enumerable.Range(0, 10).Select(_ => """[["x",0,0,{}]]"""));
            string inner = model[..^1] + $$""","inbound_nodes":[{{calls}}]}""", name = level == 0 ? "r" : "m";
            model = $$$"""
                {"class_name":"Functional","config":{"name":"m","layers":[
                  {"class_name":"InputLayer","config":{"name":"x","batch_input_shape":[null,1]},"inbound_nodes":[]},{{{inner}}}],
                  "input_layers":[["x",0,0]],"output_layers":[["{{{name}}}",0,0]]}}
                """;
        }

        Assert.Null(Read(Of(model), out DiagnosticBag diagnostics));
        Assert.Contains("calls more than 10000 layers", Assert.Single(diagnostics.All).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("SeparableConv2D", "separable_conv2d")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("PReLU", "p_re_lu")]
    [InlineData("BatchNormalization", "batch_normalization")]
    public void Folders_are_called_after_classes(string kind, string folder)
    {
        var places = new KerasPlaces();
        Assert.Equal([folder, $"{folder}_1", $"{folder}_2"], [places.Next(kind), places.Next(kind), places.Next(kind)]);
    }

    private static string Nest(string output, int node) => Nested.Replace("OUT", output, StringComparison.Ordinal)
        .Replace("NODE", node.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
