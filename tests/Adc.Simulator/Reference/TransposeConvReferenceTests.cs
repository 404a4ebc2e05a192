using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class TransposeConvReferenceTests
{
    private static readonly TensorValue Shape = Make.Int32s(1, 1, 4, 1);

    // Inputs less the zero point 1 are 1 and 2, each times 1, 10, 100, two apart; SAME cuts off half of what sticks out, the odd one behind.
    [Theory]
    [InlineData(Padding.Valid, 5, new sbyte[] { 1, 10, 102, 20, 127 })]
    [InlineData(Padding.Same, 4, new sbyte[] { 1, 10, 102, 20 })]
    [InlineData(Padding.Same, 3, new sbyte[] { 10, 102, 20 })]
    public void Inputs_are_scattered_over_outputs(Padding padding, int width, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(
            new TransposeConv(new Window(padding, 2, 2)), Make.Int8Type([1, 1, width, 1], 1f), Shape, Make.Int8(1f, 0, [1, 1, 3, 1], 1, 10, 100),
            Make.Int8(1f, 1, [1, 1, 2, 1], 2, 3)));

    // Nothing reaches the last output: it holds the bias.
    [Fact]
    public void Outputs_that_no_input_reaches_hold_the_bias() => Assert.Equal(
        [1 + 5, 0 + 5, 2 + 5, 0 + 5],
        Make.Evaluate<sbyte>(
            new TransposeConv(new Window(Padding.Same, 1, 2)), Make.Int8Type([1, 1, 4, 1], 1f), Shape, Make.Int8(1f, 0, [1, 1, 1, 1], 1),
            Make.Int8(1f, 0, [1, 1, 2, 1], 1, 2), Make.Int32s(5)));

    [Fact]
    public void Channels_are_summed_and_each_output_has_its_scale()
    {
        var weights = new TensorValue(
            new TensorType(ElementType.Int8, Adc.Compiler.Ir.Shape.Of(2, 1, 1, 2), new Quantization([1f, 0.5f], [0, 0])), ConstantData.Of<sbyte>([1, 10, 2, 20]));
        Assert.Equal(
            [32, 32],
            Make.Evaluate<sbyte>(new TransposeConv(new Window(Padding.Same)), Make.Int8Type([1, 1, 1, 2], 1f), Shape, weights, Make.Int8(1f, 0, [1, 1, 1, 2], 2, 3)));
    }

    [Fact]
    public void A_fused_activation_narrows_the_range() => Assert.Equal(
        [0, 6],
        Make.Evaluate<sbyte>(
            new TransposeConv(new Window(Padding.Same), Activation.Relu6), Make.Int8Type([1, 1, 2, 1], 1f), Shape, Make.Int8(1f, 0, [1, 1, 1, 1], 1),
            Make.Int8(1f, 0, [1, 1, 2, 1], -5, 9)));

    [Theory]
    [InlineData(Rounding.Tflm, -2)]
    [InlineData(Rounding.Tflite, -2)] // no matrix product in the library
    [InlineData(Rounding.Single, -1)]
    public void Ties_are_rounded_as_the_chosen_library_does(Rounding rounding, sbyte expected) => Assert.Equal(
        [expected],
        Make.Evaluate<sbyte>(
            new TransposeConv(new Window(Padding.Same)), Make.Int8Type([1, 1, 1, 1], 1f), rounding, Shape, Make.Int8(0.25f, 0, [1, 1, 1, 1], 1),
            Make.Int8(1f, 0, [1, 1, 1, 1], -6)));

    [Fact]
    public void Float32_scatters_alike() => Assert.Equal(
        [0.5f, 1, 2, 4],
        Make.Evaluate<float>(
            new TransposeConv(new Window(Padding.Valid, 1, 2)), Make.Float32Type(1, 1, 4, 1), Shape, Make.Float32([1, 1, 2, 1], 0.5f, 1),
            Make.Float32([1, 1, 2, 1], 1, 4), Make.Float32s(0)));
}
