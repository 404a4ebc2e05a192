using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class DepthwiseConv2DReferenceTests
{
    // Two channels over 2 x 2 positions; with the zero point 1 taken off 1 2 3 4 and 10 20 30 40.
    private static readonly TensorValue Image = Make.Int8(1f, 1, [1, 2, 2, 2], 2, 11, 3, 21, 4, 31, 5, 41);

    // One row of taps: (1, 2) on the first channel, (-1, 1) on the second.
    private static readonly TensorValue Weights = Make.Int8(1f, 0, [1, 1, 2, 2], 1, -1, 2, 1);

    [Fact]
    public void Each_channel_has_a_kernel_of_its_own() => Assert.Equal(
        [5, 10, 11, 10],
        Make.Evaluate<sbyte>(new DepthwiseConv2D(new Window(Padding.Valid)), Make.Int8Type([1, 2, 1, 2], 1f), Image, Weights, null));

    // At the right edge the second tap reads a zero, not the zero point.
    [Fact]
    public void Beyond_the_edges_lie_zeros_and_the_bias_is_added() => Assert.Equal(
        [5 + 3, 10 - 4, 2 + 3, -20 - 4, 11 + 3, 10 - 4, 4 + 3, -40 - 4],
        Make.Evaluate<sbyte>(new DepthwiseConv2D(new Window(Padding.Same)), Make.Int8Type([1, 2, 2, 2], 1f), Image, Weights, Make.Int32s(3, -4)));

    // Weights 1 2 3 on the first channel and -1 -2 -3 on the second; an activation from 0.
    [Fact]
    public void A_channel_may_have_several_outputs()
    {
        TensorValue weights = Make.Int8(1f, 0, [1, 1, 1, 6], 1, 2, 3, -1, -2, -3);
        var convolution = new DepthwiseConv2D(new Window(Padding.Valid, 2, 2), Activation.Relu);
        Assert.Equal([1, 2, 3, 0, 0, 0], Make.Evaluate<sbyte>(convolution, Make.Int8Type([1, 1, 1, 6], 1f), Image, weights, null));
    }

    [Fact]
    public void Per_channel_weights_have_a_scale_per_output()
    {
        var weights = new TensorValue(
            new TensorType(ElementType.Int8, Shape.Of(1, 1, 2, 2), new Quantization([0.5f, 2f], [0, 0], 3)), ConstantData.Of<sbyte>([1, -1, 2, 1]));
        Assert.Equal([3, 20, 6, 20], Make.Evaluate<sbyte>(new DepthwiseConv2D(new Window(Padding.Valid)), Make.Int8Type([1, 2, 1, 2], 1f), Image, weights, null));
    }

    // 3 * 20,000 - 2 * 1,000 + 2^33 leaves 32 bits; times 2^-20 it is 8192.06.
    [Fact]
    public void Int16_is_summed_in_64_bits()
    {
        var input = new TensorValue(Make.Type(ElementType.Int16, [1, 1, 2, 1], 1f), ConstantData.Of<short>([20_000, 1_000]));
        TensorValue weights = Make.Int8(1f, 0, [1, 1, 2, 1], 3, -2);
        var bias = new TensorValue(Make.Type(ElementType.Int64, [1]), ConstantData.Of<long>([1L << 33]));
        TensorType output = Make.Type(ElementType.Int16, [1, 1, 1, 1], 1 << 20);
        Assert.Equal([8192], Make.Evaluate<short>(new DepthwiseConv2D(new Window(Padding.Valid)), output, input, weights, bias));
        Assert.Null(Make.TryEvaluate(new DepthwiseConv2D(new Window(Padding.Valid)), output, Rounding.Tflm, input, weights, Make.Int32s(1)));
    }

    [Fact]
    public void Float32_multiplies_adds_and_clamps() => Assert.Equal(
        [1f, -0.25f],
        Make.Evaluate<float>(
            new DepthwiseConv2D(new Window(Padding.Valid), Activation.ReluN1To1), Make.Float32Type(1, 1, 1, 2),
            Make.Float32([1, 1, 1, 1], 0.5f), Make.Float32([1, 1, 1, 2], 3, -1), Make.Float32s(0.25f, 0.25f)));

    [Fact]
    public void Shapes_that_do_not_fit_are_unknown()
    {
        var convolution = new DepthwiseConv2D(new Window(Padding.Valid));
        Assert.Null(Make.TryEvaluate(convolution, Make.Int8Type([1, 2, 2, 2], 1f), Rounding.Tflm, Image, Weights, null));
        Assert.Null(Make.TryEvaluate(convolution, Make.Int8Type([1, 2, 1, 2], 1f), Rounding.Tflm, Image, Weights, Make.Int32s(1)));
        Assert.Null(Make.TryEvaluate(convolution, Make.Float32Type(1, 2, 1, 2), Rounding.Tflm, Image, Weights, null));
    }
}
