using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class Conv2DReaderTests
{
    private static readonly Conv2DOptions Plain = new(TfLitePadding.Same, 1, 1, TfLiteActivation.None);

    [Fact]
    public void Options_are_kept() => Assert.Equal(
        new Conv2D(new Window(Padding.Valid, StrideY: 2, StrideX: 3, DilationY: 1, DilationX: 2), Activation.Relu6),
        Read(
            BuiltinOperator.Conv2D, new Conv2DOptions(TfLitePadding.Valid, 3, 2, TfLiteActivation.Relu6, 2, 1),
            [Int8(1, 8, 9, 4), Int8(5, 3, 2, 4), Int32(5)], Int8(1, 3, 3, 5)));

    [Fact]
    public void A_bias_may_be_there_or_left_out()
    {
        Read(BuiltinOperator.Conv2D, Plain, [Int8(1, 4, 4, 3), Int8(2, 3, 3, 3)], Int8(1, 4, 4, 2));
        Read(BuiltinOperator.Conv2D, Plain, [Int8(1, 4, 4, 3), Int8(2, 3, 3, 3), null], Int8(1, 4, 4, 2));
    }

    [Fact]
    public void Groups_divide_the_channels() =>
        Read(BuiltinOperator.Conv2D, Plain, [Int8(1, 4, 4, 6), Int8(4, 3, 3, 3)], Int8(1, 4, 4, 4));

    [Theory]
    [InlineData(new[] { 1, 4, 4, 6 }, new[] { 5, 3, 3, 3 }, new[] { 1, 4, 4, 5 })] // two groups of five
    [InlineData(new[] { 1, 4, 4, 5 }, new[] { 4, 3, 3, 3 }, new[] { 1, 4, 4, 4 })] // five by threes
    [InlineData(new[] { 1, 4, 4, 2 }, new[] { 4, 3, 3, 3 }, new[] { 1, 4, 4, 4 })]
    [InlineData(new[] { 1, 4, 4, 3 }, new[] { 4, 3, 3, 3 }, new[] { 1, 4, 4, 5 })]
    public void Channels_that_do_not_fit_are_refused(int[] input, int[] weights, int[] output) => Assert.Contains(
        $"ADC2015: CONV_2D with weights [{string.Join(',', weights)}] cannot turn the channels of [{string.Join(',', input)}] into those of [{string.Join(',', output)}]",
        Refusal(BuiltinOperator.Conv2D, Plain, [Int8(input), Int8(weights)], Int8(output)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 1, 4, 4, 3 }, new[] { 1, 3, 4, 2 })]
    [InlineData(new[] { 1, 4, 4, 3 }, new[] { 1, 4, 5, 2 })]
    [InlineData(new[] { 2, 4, 4, 3 }, new[] { 1, 4, 4, 2 })]
    [InlineData(new[] { 4, 4, 3 }, new[] { 1, 4, 4, 2 })]
    [InlineData(new[] { 1, 4, 4, 3 }, new[] { 4, 4, 2 })]
    public void Extents_that_do_not_fit_are_refused(int[] input, int[] output) => Assert.Contains(
        $"ADC2015: CONV_2D with a kernel of 3x3 cannot turn [{string.Join(',', input)}] into [{string.Join(',', output)}]",
        Refusal(BuiltinOperator.Conv2D, Plain, [Int8(input), Int8(2, 3, 3, 3)], Int8(output)), StringComparison.Ordinal);

    [Fact]
    public void A_kernel_that_does_not_fit_into_the_image_is_refused() => Assert.Contains(
        "ADC2015: CONV_2D with a kernel of 5x1, VALID cannot turn [1,4,4,3] into [1,1,4,2]",
        Refusal(BuiltinOperator.Conv2D, Plain with { Padding = TfLitePadding.Valid }, [Int8(1, 4, 4, 3), Int8(2, 5, 1, 3)], Int8(1, 1, 4, 2)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 2, 3, 3 })]
    [InlineData(new[] { 0, 3, 3, 3 })]
    [InlineData(new[] { 2, 3, 3, 0 })]
    public void Weights_must_be_kernels(int[] weights) => Assert.Contains(
        $"ADC2015: CONV_2D needs weights [outputs,height,width,inputs], found [{string.Join(',', weights)}]",
        Refusal(BuiltinOperator.Conv2D, Plain, [Int8(1, 4, 4, 3), Int8(weights)], Int8(1, 4, 4, 2)), StringComparison.Ordinal);

    [Fact]
    public void A_bias_of_another_length_is_refused() => Assert.Contains(
        "ADC2015: CONV_2D with 2 outputs has a bias of 3 values",
        Refusal(BuiltinOperator.Conv2D, Plain, [Int8(1, 4, 4, 3), Int8(2, 3, 3, 3), Int32(3)], Int8(1, 4, 4, 2)), StringComparison.Ordinal);

    [Fact]
    public void Other_activations_are_refused() => Assert.Contains(
        "ADC4003: CONV_2D with fused Tanh is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refusal(BuiltinOperator.Conv2D, Plain with { Activation = TfLiteActivation.Tanh }, [Int8(1, 4, 4, 3), Int8(2, 3, 3, 3)], Int8(1, 4, 4, 2)), StringComparison.Ordinal);

    [Fact]
    public void Without_options_there_is_no_stride() => Assert.Contains(
        "ADC4003: CONV_2D has strides 0x0 and dilations 1x1; none may be below 1",
        Refusal(BuiltinOperator.Conv2D, null, [Int8(1, 4, 4, 3), Int8(2, 3, 3, 3)], Int8(1, 4, 4, 2)), StringComparison.Ordinal);
}
