using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

public sealed class FullyConnectedReferenceTests
{
    private static readonly TensorValue Weights = Make.Int8(0.5f, 0, [2, 3], 1, 2, 3, -1, -2, -3);

    // Row (3, 2, 1) less the zero point 1 is (2, 1, 0): sums 4 and -4, with the bias 14 and -24, times 0.25 is 3.5 and -6.
    [Fact]
    public void Int8_sums_products_adds_the_bias_and_rescales() => Assert.Equal(
        [4 + 7, -6 + 7],
        Make.Evaluate<sbyte>(
            new FullyConnected(), Output(1, 2, 1f, 7), Make.Int8(0.5f, 1, [1, 3], 3, 2, 1), Weights, Make.Int32s(10, -20)));

    [Fact]
    public void Rows_of_a_batch_are_independent_and_the_bias_optional() => Assert.Equal(
        [1, -1, 0, 0],
        Make.Evaluate<sbyte>(new FullyConnected(), Output(2, 2, 1f, 0), Make.Int8(0.5f, 1, [2, 3], 3, 2, 1, 1, 1, 1), Weights, null));

    [Fact]
    public void Leading_extents_are_kept_or_flattened_alike()
    {
        TensorValue input = Make.Int8(0.5f, 1, [1, 2, 3], 3, 2, 1, 1, 1, 1);
        TensorType kept = Output(2, 2, 1f, 0) with { Shape = Shape.Of(1, 2, 2) };

        Assert.Equal([1, -1, 0, 0], Make.Evaluate<sbyte>(new FullyConnected(KeepDimensions: true), kept, input, Weights, null));
        Assert.Equal([1, -1, 0, 0], Make.Evaluate<sbyte>(new FullyConnected(), Output(2, 2, 1f, 0), input, Weights, null));
    }

    // -10 steps of 0.1 are -1, 10 are 1, 60 are 6; the sums are +-100 times 0.25 / 0.1.
    [Theory]
    [InlineData(Activation.None, new sbyte[] { 127, -128 })]
    [InlineData(Activation.Relu, new sbyte[] { 127, 5 })]
    [InlineData(Activation.Relu6, new sbyte[] { 65, 5 })]
    [InlineData(Activation.ReluN1To1, new sbyte[] { 15, -5 })]
    public void A_fused_activation_narrows_the_range(Activation activation, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(new FullyConnected(activation), Output(1, 2, 0.1f, 5), Make.Int8(0.5f, 0, [1, 3], 50, 25, 0), Weights, null));

    // Sum 7 times 0.5 and times 0.25: 3.5 and 1.75; sum -7: -3.5 (the first step rounds up) and -1.75.
    [Fact]
    public void Per_channel_weights_have_a_scale_per_output()
    {
        var weights = new TensorValue(
            new TensorType(ElementType.Int8, Shape.Of(4, 1), new Quantization([0.5f, 0.25f, 0.5f, 0.25f], [0, 0, 0, 0])),
            ConstantData.Of<sbyte>([1, 1, -1, -1]));

        Assert.Equal(
            [4, 2, -3, -2],
            Make.Evaluate<sbyte>(new FullyConnected(), Output(1, 4, 1f, 0), Make.Int8(1f, 0, [1, 1], 7), weights, null));
    }

    // The product of these scales is not a float32: per tensor it is rounded, per channel it is not.
    [Fact]
    public void The_product_of_scales_is_rounded_to_float32_for_one_weight_scale_only()
    {
        const float InputScale = 0.1f, WeightScale = 0.3f;
        double single = InputScale * WeightScale, precise = (double)InputScale * WeightScale;
        Assert.NotEqual(single, precise);

        Quantization Scales(int count) => new(Enumerable.Repeat(WeightScale, count).ToSequence(), Enumerable.Repeat(0, count).ToSequence());
        Assert.Equal(
            Requantizer.Of(single),
            FullyConnectedReference.Requantizers(Quantization.PerTensor(InputScale, 0), Scales(1), Quantization.PerTensor(1, 0), 2)[1]);
        Assert.Equal(
            Requantizer.Of(precise),
            FullyConnectedReference.Requantizers(Quantization.PerTensor(InputScale, 0), Scales(2), Quantization.PerTensor(1, 0), 2)[1]);
    }

    [Fact]
    public void Sums_wrap_at_32_bits() => Assert.Equal(
        [-128],
        Make.Evaluate<sbyte>(
            new FullyConnected(),
            Output(1, 1, 4f, 0),
            Make.Int8(1f, 0, [1, 1], 1),
            Make.Int8(1f, 0, [1, 1], 1),
            Make.Int32s(int.MaxValue)));

    [Theory]
    [InlineData(Activation.None, new[] { 1.5f, -3f })]
    [InlineData(Activation.Relu, new[] { 1.5f, 0f })]
    [InlineData(Activation.ReluN1To1, new[] { 1f, -1f })]
    public void Float32_multiplies_adds_and_clamps(Activation activation, float[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<float>(
            new FullyConnected(activation),
            Make.Float32Type(1, 2),
            Make.Float32([1, 2], 1, 2),
            Make.Float32([2, 2], 0.5f, 0.25f, -1, -1),
            Make.Float32s(0.5f, 0)));

    // The sum loses the 1 that follows 2^24 and only then takes the difference: no wider accumulator, no other order.
    [Fact]
    public void Float32_sums_in_plain_order() => Assert.Equal(
        [0f],
        Make.Evaluate<float>(
            new FullyConnected(),
            Make.Float32Type(1, 1),
            Make.Float32([1, 3], 16777216, 1, -16777216),
            Make.Float32([1, 3], 1, 1, 1),
            null));

    [Fact]
    public void Mixed_types_and_shapes_that_do_not_fit_are_unknown()
    {
        TensorValue input = Make.Int8(0.5f, 1, [1, 3], 3, 2, 1);

        AssertUnknown(Make.Float32Type(1, 2), Make.Float32([1, 3], 1, 2, 3), Weights);
        AssertUnknown(Output(1, 3, 1f, 0), input, Weights);
        AssertUnknown(Output(1, 2, 1f, 0), input, Weights, Make.Int32s(1));
        AssertUnknown(Output(1, 2, 1f, 0), Make.Int8(0.5f, 1, [1, 4], 3, 2, 1, 0), Weights);
    }

    private static void AssertUnknown(TensorType output, params TensorValue?[] inputs) =>
        Assert.Null(Make.TryEvaluate(new FullyConnected(), output, Rounding.Tflm, inputs));

    private static TensorType Output(int rows, int channels, float scale, int zeroPoint) =>
        Make.Int8Type([rows, channels], scale, zeroPoint);
}
