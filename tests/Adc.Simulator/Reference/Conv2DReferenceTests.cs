using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class Conv2DReferenceTests
{
    private static readonly Window Same = new(Padding.Same), Valid = new(Padding.Valid);

    // Inputs less the zero point 1 are 1..4; the kernel of ones sums what it covers.
    [Fact]
    public void Beyond_the_edges_lie_real_zeros() => Assert.Equal(
        [10, 6, 7, 4],
        Make.Evaluate<sbyte>(new Conv2D(Same), Image(1f, 0, 2, 2, 1), Make.Int8(1f, 1, [1, 2, 2, 1], 2, 3, 4, 5), Ones(1, 2, 2, 1)));

    [Fact]
    public void Valid_padding_stays_inside() => Assert.Equal(
        [10 + 7],
        Make.Evaluate<sbyte>(new Conv2D(Valid), Image(1f, 7, 1, 1, 1), Make.Int8(1f, 1, [1, 2, 2, 1], 2, 3, 4, 5), Ones(1, 2, 2, 1)));

    // A row 1..5: taps at -1 and 1, at 1 and 3, at 3 and 5.
    [Fact]
    public void Strides_move_the_kernel_and_dilations_its_taps() => Assert.Equal(
        [2, 6, 4],
        Make.Evaluate<sbyte>(
            new Conv2D(new Window(Padding.Same, StrideX: 2, DilationX: 2)), Image(1f, 0, 1, 3, 1), Make.Int8(1f, 0, [1, 1, 5, 1], 1, 2, 3, 4, 5), Ones(1, 1, 2, 1)));

    [Fact]
    public void Each_group_of_outputs_reads_its_own_inputs() => Assert.Equal(
        [3, 3, 7, 7],
        Make.Evaluate<sbyte>(new Conv2D(Same), Image(1f, 0, 1, 1, 4), Make.Int8(1f, 0, [1, 1, 1, 4], 1, 2, 3, 4), Ones(4, 1, 1, 2)));

    [Fact]
    public void Images_of_a_batch_are_independent() => Assert.Equal(
        [1, 2],
        Make.Evaluate<sbyte>(
            new Conv2D(Same), Make.Int8Type([2, 1, 1, 1], 1f), Make.Int8(1f, 0, [2, 1, 1, 1], 1, 2), Ones(1, 3, 3, 1)));

    // 7 * 0.5 and 7 * 0.25, plus the bias before the scale.
    [Fact]
    public void Every_output_channel_has_its_scale_and_its_bias()
    {
        var weights = new TensorValue(
            new TensorType(ElementType.Int8, Shape.Of(2, 1, 1, 1), new Quantization([0.5f, 0.25f], [0, 0])), ConstantData.Of<sbyte>([1, 1]));
        Assert.Equal(
            [(7 + 2) / 2 + 1, (7 + 9) / 4],
            Make.Evaluate<sbyte>(new Conv2D(Same), Image(1f, 0, 1, 1, 2), Make.Int8(1f, 0, [1, 1, 1, 1], 7), weights, Make.Int32s(2, 9)));
    }

    [Theory]
    [InlineData(Activation.None, new sbyte[] { 127, -128 })]
    [InlineData(Activation.Relu, new sbyte[] { 127, 5 })]
    [InlineData(Activation.Relu6, new sbyte[] { 65, 5 })]
    [InlineData(Activation.ReluN1To1, new sbyte[] { 15, -5 })]
    public void A_fused_activation_narrows_the_range(Activation activation, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(
            new Conv2D(Same, activation), Make.Int8Type([1, 1, 2, 1], 0.1f, 5), Make.Int8(1f, 0, [1, 1, 2, 1], 100, -100), Ones(1, 1, 1, 1)));

    // -6 * 0.25 is -1.5. For hosts only convolutions without groups are matrix products.
    [Theory]
    [InlineData(Rounding.Tflm, 1, -2)]
    [InlineData(Rounding.Tflite, 1, -1)]
    [InlineData(Rounding.Single, 1, -1)]
    [InlineData(Rounding.Tflm, 2, -2)]
    [InlineData(Rounding.Tflite, 2, -2)]
    [InlineData(Rounding.Single, 2, -1)]
    public void Ties_are_rounded_as_the_chosen_library_does(Rounding rounding, int groups, sbyte expected)
    {
        sbyte[] outputs = Make.Evaluate<sbyte>(
            new Conv2D(Same), Image(1f, 0, 1, 1, groups), rounding, Make.Int8(1f, 0, [1, 1, 1, groups], [.. Enumerable.Repeat((sbyte)-6, groups)]),
            Make.Int8(0.25f, 0, [groups, 1, 1, 1], [.. Enumerable.Repeat((sbyte)1, groups)]));
        Assert.All(outputs, output => Assert.Equal(expected, output));
    }

    [Fact]
    public void Sums_wrap_at_32_bits() => Assert.Equal(
        [-128],
        Make.Evaluate<sbyte>(new Conv2D(Same), Image(4f, 0, 1, 1, 1), Make.Int8(1f, 0, [1, 1, 1, 1], 1), Ones(1, 1, 1, 1), Make.Int32s(int.MaxValue)));

    // (30,000 * 33 + 10,001) / 1024 is 976.6; 2^32 more is beyond 32 bits.
    [Theory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Int16_sums_as_wide_as_its_bias_is(ElementType bias)
    {
        var input = new TensorValue(Make.Type(ElementType.Int16, [1, 1, 1, 1], 1f), ConstantData.Of<short>([30_000]));
        var weights = Make.Int8(1f / 1024, 0, [1, 1, 1, 1], 33);
        var biases = bias == ElementType.Int64
            ? new TensorValue(Make.Type(bias, [1]), ConstantData.Of<long>([10_001L + (1L << 32)]))
            : Make.Int32s(10_001);
        short expected = bias == ElementType.Int64 ? short.MaxValue : (short)977;
        Assert.Equal([expected], Make.Evaluate<short>(new Conv2D(Same), Make.Type(ElementType.Int16, [1, 1, 1, 1], 1f), input, weights, biases));
    }

    // 65,000 * 0.500014 is 32,500.91; rounded to 15 bits the factor is one half.
    [Theory]
    [InlineData(Rounding.Tflm, false, 32_501)]
    [InlineData(Rounding.Tflm, true, 32_500)]
    [InlineData(Rounding.Tflite, false, 32_500)]
    [InlineData(Rounding.Single, false, 32_500)]
    public void Int16_without_a_bias_is_summed_in_32_bits_on_a_chip_and_in_64_on_hosts(Rounding rounding, bool hasWideBias, short expected)
    {
        var input = new TensorValue(Make.Type(ElementType.Int16, [1, 1, 1, 2], 1f), ConstantData.Of<short>([32_767, 32_233]));
        var weights = Make.Int8(0.500014f, 0, [1, 1, 1, 2], 1, 1);
        TensorValue? bias = hasWideBias ? new TensorValue(Make.Type(ElementType.Int64, [1]), ConstantData.Of<long>([0])) : null;
        Assert.Equal([expected], Make.Evaluate<short>(new Conv2D(Same), Make.Type(ElementType.Int16, [1, 1, 1, 1], 1f), rounding, input, weights, bias));
    }

    [Fact]
    public void Float32_sums_what_lies_under_the_kernel() => Assert.Equal(
        [10.5f, 6.5f, 7.5f, 4.5f],
        Make.Evaluate<float>(
            new Conv2D(Same), Make.Float32Type(1, 2, 2, 1), Make.Float32([1, 2, 2, 1], 1, 2, 3, 4), Make.Float32([1, 2, 2, 1], 1, 1, 1, 1), Make.Float32s(0.5f)));

    [Fact]
    public void Other_types_and_shapes_have_no_meaning()
    {
        TensorValue image = Make.Int8(1f, 0, [1, 1, 1, 1], 1);
        Assert.Null(Make.TryEvaluate(new Conv2D(Same), Make.Float32Type(1, 1, 1, 1), Rounding.Tflm, image, Ones(1, 1, 1, 1)));
        Assert.Null(Make.TryEvaluate(new Conv2D(Same), Image(1f, 0, 1, 1, 1), Rounding.Tflm, image, Make.Int8(1f, 3, [1, 1, 1, 1], 1)));
        Assert.Null(Make.TryEvaluate(new Conv2D(Same), Image(1f, 0, 2, 1, 1), Rounding.Tflm, image, Ones(1, 1, 1, 1)));
        Assert.Null(Make.TryEvaluate(new Conv2D(Same), Image(1f, 0, 1, 1, 1), Rounding.Tflm, image, Ones(1, 1, 1, 2)));
    }

    private static TensorType Image(float scale, int zeroPoint, int height, int width, int channels) =>
        Make.Int8Type([1, height, width, channels], scale, zeroPoint);

    private static TensorValue Ones(params int[] shape) =>
        Make.Int8(1f, 0, shape, [.. Enumerable.Repeat((sbyte)1, shape.Aggregate(1, (product, extent) => product * extent))]);
}
