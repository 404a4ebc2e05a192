using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Quantizing;
using Adc.Tests.Passes;

namespace Adc.Tests.Quantizing;

public sealed class JoinFactorsAndAddendsTests
{
    [Fact]
    public void Batch_normalization_of_images_becomes_a_depthwise_convolution()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 3, 4, 5);
        Graph graph = draft.Build(draft.Add(new Add(Activation.Relu), [1, 3, 4, 5], draft.Add(new Mul(), [1, 3, 4, 5], x, draft.Random([5])), draft.Random([5])));
        Assert.Equal("DEPTHWISE_CONV_2D VALID, + RELU", Operators(graph));
    }

    [Fact]
    public void Vectors_are_reshaped_on_both_sides()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(2, 6);
        Graph graph = draft.Build(draft.Add(new Mul(), [2, 6], x, draft.Random([6])));
        Assert.Equal("RESHAPE, DEPTHWISE_CONV_2D VALID, RESHAPE", Operators(graph));
    }

    [Fact]
    public void A_single_factor_alone_stays_a_product()
    {
        var draft = new FloatDraft();
        Graph graph = draft.Build(draft.Add(new Mul(), [1, 6], draft.Input(1, 6), draft.Constant([1], 0.1f)));
        Assert.Equal("MUL", Operators(graph));
    }

    [Fact]
    public void An_addend_that_others_read_past_stays_a_sum()
    {
        var draft = new FloatDraft();
        TensorId product = draft.Add(new Mul(), [1, 1, 1, 6], draft.Input(1, 1, 1, 6), draft.Random([6]));
        Graph graph = draft.Build(draft.Add(new Add(), [1, 1, 1, 6], product, draft.Random([6])), product);
        Assert.Equal("DEPTHWISE_CONV_2D VALID, ADD", Operators(graph));
    }

    [Fact]
    public void Small_factors_keep_their_resolution()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 4, 4, 2);
        Graph graph = draft.Build(draft.Add(new Concatenation(3), [1, 4, 4, 3], draft.Add(new Mul(), [1, 4, 4, 2], x, draft.Constant([2], 1, 0.003f)), draft.Input(1, 4, 4, 1)));
        Assert.True(Quantized.Of(graph).Report.Layers[0].SnrInDb > 40, "an int8 factor of 0.003 beside 1 would be 0");
    }

    private static string Operators(Graph graph)
    {
        Graph joined = JoinFactorsAndAddends.Run(graph);
        SameFunction.Assert(graph, joined);
        return Pass.Operators(joined);
    }
}
