using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Quantizing;

namespace Adc.Tests.Quantizing;

public sealed class EqualizeLayersTests
{
    [Fact]
    public void Neighbours_end_with_equal_magnitudes_and_compute_the_same()
    {
        Graph graph = Unequal(), equalized = EqualizeLayers.Run(graph, (_, _) => true);
        SameFunction.Assert(graph, equalized);
        Node first = equalized.Nodes[0], second = equalized.Nodes[1];
        double[] outputs = ChannelWeights.OfOutputs(first, equalized)!.Magnitudes(equalized), inputs = ChannelWeights.OfInputs(second, equalized)!.Magnitudes(equalized);
        Assert.All(outputs.Zip(inputs), pair => Assert.Equal(pair.First, pair.Second, 0.01 * pair.First));
    }

    [Fact]
    public void Convolutions_and_depthwise_convolutions_take_part()
    {
        var draft = new FloatDraft();
        TensorId images = draft.Convolution(draft.Input(1, 5, 5, 3), 4, Activation.Relu);
        TensorId each = draft.Add(new DepthwiseConv2D(new Window(Padding.Same), Activation.Relu), [1, 5, 5, 8], images, draft.Random([1, 3, 3, 8]), draft.Random([8]));
        Graph graph = draft.Build(draft.Convolution(each, 2));
        Graph equalized = EqualizeLayers.Run(graph, (_, _) => true);
        SameFunction.Assert(graph, equalized);
        Assert.NotEqual(graph, equalized);
    }

    [Theory]
    [InlineData(Activation.Relu6)]
    [InlineData(Activation.ReluN1To1)]
    public void An_activation_with_an_upper_bound_is_left_alone(Activation activation)
    {
        var draft = new FloatDraft();
        Graph graph = draft.Build(draft.Dense(draft.Dense(draft.Input(1, 5), 4, activation), 3));
        Assert.Equal(graph, EqualizeLayers.Run(graph, (_, _) => true));
    }

    [Fact]
    public void A_tensor_with_two_readers_is_left_alone()
    {
        var draft = new FloatDraft();
        TensorId between = draft.Dense(draft.Input(1, 5), 4, Activation.Relu);
        Graph graph = draft.Build(draft.Dense(between, 3), draft.Dense(between, 2));
        Assert.Equal(graph, EqualizeLayers.Run(graph, (_, _) => true));
    }

    [Fact]
    public void Helps_dense_layers_that_have_one_weight_scale()
    {
        double without = Quantized.Of(Unequal(), new QuantizerOptions(Equalization: Equalization.Never)).Report.OutputSnrInDb;
        double with = Quantized.Of(Unequal(), new QuantizerOptions()).Report.OutputSnrInDb;
        Assert.True(with > without + 10, FormattableString.Invariant($"{without:F1} dB without, {with:F1} dB with"));
    }

    /// <summary>Rows of the first layer span three decades, and the second layer's columns make up for it.</summary>
    private static Graph Unequal()
    {
        var draft = new FloatDraft();
        float[] first = draft.Values(16 * 8), second = draft.Values(4 * 16);
        for (int i = 0; i < first.Length; i++)
        {
            first[i] *= MathF.Pow(10, i / 8 % 4);
        }

        for (int i = 0; i < second.Length; i++)
        {
            second[i] /= MathF.Pow(10, i % 16 % 4);
        }

        TensorId hidden = draft.Add(new FullyConnected(Activation.Relu), [1, 16], draft.Input(1, 8), draft.Constant([16, 8], first), draft.Constant([16], new float[16]));
        return draft.Build(draft.Add(new FullyConnected(), [1, 4], hidden, draft.Constant([4, 16], second)));
    }
}
