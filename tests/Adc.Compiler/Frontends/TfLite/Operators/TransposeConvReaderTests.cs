using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class TransposeConvReaderTests
{
    private static readonly TransposeConvOptions Twice = new(TfLitePadding.Same, 2, 2);

    [Fact]
    public void Options_are_kept() => Assert.Equal(
        new TransposeConv(new Window(Padding.Valid, StrideY: 2, StrideX: 3), Activation.Relu),
        Read(
            BuiltinOperator.TransposeConv, new TransposeConvOptions(TfLitePadding.Valid, 3, 2, TfLiteActivation.Relu),
            [Int32(4), Int8(5, 3, 2, 4), Int8(1, 2, 3, 4), Int32(5)], Int8(1, 5, 8, 5)));

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_output_that_the_stride_turns_into_the_input_is_accepted(int side) =>
        Read(BuiltinOperator.TransposeConv, Twice, [Int32(4), Int8(2, 3, 3, 3), Int8(1, 4, 4, 3)], Int8(1, side, side, 2));

    [Theory]
    [InlineData(new[] { 1, 9, 8, 2 })]
    [InlineData(new[] { 1, 8, 6, 2 })]
    [InlineData(new[] { 2, 8, 8, 2 })]
    [InlineData(new[] { 8, 8, 2 })]
    public void Extents_that_do_not_fit_are_refused(int[] output) => Assert.Contains(
        $"ADC2015: the convolution behind TRANSPOSE_CONV with a kernel of 3x3, stride 2x2 cannot turn [{string.Join(',', output)}] into [1,4,4,3]",
        Refusal(BuiltinOperator.TransposeConv, Twice, [Int32(4), Int8(2, 3, 3, 3), Int8(1, 4, 4, 3)], Int8(output)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 2, 3, 3, 4 })]
    [InlineData(new[] { 3, 3, 3, 3 })]
    public void Channels_that_do_not_fit_are_refused(int[] weights) => Assert.Contains(
        $"ADC2015: TRANSPOSE_CONV with weights [{string.Join(',', weights)}] cannot turn the channels of [1,4,4,3] into those of [1,8,8,2]",
        Refusal(BuiltinOperator.TransposeConv, Twice, [Int32(4), Int8(weights), Int8(1, 4, 4, 3)], Int8(1, 8, 8, 2)), StringComparison.Ordinal);

    [Fact]
    public void Weights_must_be_kernels() => Assert.Contains(
        "ADC2015: TRANSPOSE_CONV needs weights [outputs,height,width,inputs], found [2,3,3]",
        Refusal(BuiltinOperator.TransposeConv, Twice, [Int32(4), Int8(2, 3, 3), Int8(1, 4, 4, 3)], Int8(1, 8, 8, 2)), StringComparison.Ordinal);

    [Fact]
    public void A_bias_of_another_length_is_refused() => Assert.Contains(
        "ADC2015: TRANSPOSE_CONV with 2 outputs has a bias of 3 values",
        Refusal(BuiltinOperator.TransposeConv, Twice, [Int32(4), Int8(2, 3, 3, 3), Int8(1, 4, 4, 3), Int32(3)], Int8(1, 8, 8, 2)), StringComparison.Ordinal);

    [Fact]
    public void Other_activations_are_refused() => Assert.Contains(
        "ADC4003: TRANSPOSE_CONV with fused SignBit is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refusal(
            BuiltinOperator.TransposeConv, Twice with { Activation = TfLiteActivation.SignBit }, [Int32(4), Int8(2, 3, 3, 3), Int8(1, 4, 4, 3)], Int8(1, 8, 8, 2)),
        StringComparison.Ordinal);

    [Fact]
    public void Without_options_there_is_no_stride() => Assert.Contains(
        "ADC4003: TRANSPOSE_CONV has strides 0x0 and dilations 1x1; none may be below 1",
        Refusal(BuiltinOperator.TransposeConv, null, [Int32(4), Int8(2, 3, 3, 3), Int8(1, 4, 4, 3)], Int8(1, 8, 8, 2)), StringComparison.Ordinal);
}
