using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Quantizing;
using Adc.Tests.Passes;

namespace Adc.Tests.Quantizing;

public sealed class FoldBatchNormTests
{
    [Fact]
    public void A_factor_and_an_addend_join_a_dense_layer()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 5), sum = draft.Dense(x, 3);
        TensorId scaled = draft.Add(new Mul(), [1, 3], sum, draft.Random([3]));
        Graph graph = draft.Build(draft.Add(new Add(Activation.Relu), [1, 3], draft.Constant([1, 3], 1, 2, 3), scaled));

        Assert.Equal("FULLY_CONNECTED + RELU", Operators(graph));
    }

    [Fact]
    public void A_single_factor_joins_a_convolution_without_bias()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 4, 4, 2);
        TensorId sum = draft.Add(new Conv2D(new Window(Padding.Same)), [1, 4, 4, 3], x, draft.Random([3, 3, 3, 2]));
        Graph graph = draft.Build(draft.Add(new Mul(), [1, 4, 4, 3], sum, draft.Constant([1], 0.25f)));

        Assert.Equal("CONV_2D", Operators(graph));
    }

    [Fact]
    public void Channels_of_a_depthwise_convolution_are_its_last_axis()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 4, 4, 3);
        TensorId sum = draft.Add(new DepthwiseConv2D(new Window(Padding.Valid)), [1, 3, 3, 3], x, draft.Random([1, 2, 2, 3]), draft.Random([3]));
        Graph graph = draft.Build(draft.Add(new Sub(), [1, 3, 3, 3], draft.Add(new Mul(), [1, 3, 3, 3], sum, draft.Random([1, 1, 1, 3])), draft.Random([3])));

        Assert.Equal("DEPTHWISE_CONV_2D VALID", Operators(graph));
    }

    [Fact]
    public void Leaves_it_alone_behind_an_activation()
    {
        var draft = new FloatDraft();
        Graph graph = draft.Build(draft.Add(new Mul(), [1, 3], draft.Dense(draft.Input(1, 5), 3, Activation.Relu), draft.Random([3])));
        Assert.Equal("FULLY_CONNECTED + RELU, MUL", Operators(graph));
    }

    [Fact]
    public void Leaves_it_alone_when_somebody_else_reads_the_layer()
    {
        var draft = new FloatDraft();
        TensorId sum = draft.Dense(draft.Input(1, 5), 3);
        Graph graph = draft.Build(draft.Add(new Mul(), [1, 3], sum, draft.Random([3])), sum);
        Assert.Equal("FULLY_CONNECTED, MUL", Operators(graph));
    }

    [Fact]
    public void Leaves_a_constant_alone_that_is_not_one_for_each_channel()
    {
        var draft = new FloatDraft();
        TensorId x = draft.Input(1, 3, 3, 3);
        Graph graph = draft.Build(draft.Add(new Mul(), [1, 3, 3, 3], draft.Convolution(x, 3), draft.Random([1, 1, 3, 1])));
        Assert.Equal("CONV_2D, MUL", Operators(graph));
    }

    /// <summary>The operators after the fold, which must not have changed what the graph computes.</summary>
    private static string Operators(Graph graph)
    {
        Graph folded = FoldBatchNorm.Run(graph);
        SameFunction.Assert(graph, folded);
        return Pass.Operators(folded);
    }
}
