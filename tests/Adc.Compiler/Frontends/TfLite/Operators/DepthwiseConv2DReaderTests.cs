using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class DepthwiseConv2DReaderTests
{
    private static readonly DepthwiseConv2DOptions Plain = new(TfLitePadding.Valid, 1, 1, 0, TfLiteActivation.None);

    [Fact]
    public void Window_and_activation_are_kept() => Assert.Equal(
        new DepthwiseConv2D(new Window(Padding.Same, StrideY: 3, StrideX: 2, DilationY: 5, DilationX: 4), Activation.Relu6),
        Read(
            BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(TfLitePadding.Same, 2, 3, 1, TfLiteActivation.Relu6, 4, 5),
            [Int8(2, 7, 9, 3), Int8(1, 2, 3, 3), Int32(3)], Int8(2, 3, 5, 3)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Outputs_of_a_channel_follow_from_the_shapes(int inFile) => Assert.Equal(
        new DepthwiseConv2D(new Window(Padding.Valid)),
        Read(BuiltinOperator.DepthwiseConv2D, Plain with { DepthMultiplier = inFile }, [Int8(1, 7, 9, 3), Int8(1, 2, 3, 6)], Int8(1, 6, 7, 6)));

    [Fact]
    public void Without_options_there_is_no_window() => Assert.Contains(
        "ADC4003: DEPTHWISE_CONV_2D has strides 0x0", Refuse(null, [1, 2, 3, 3], [1, 6, 7, 3], 3), StringComparison.Ordinal);

    [Fact]
    public void Other_activations_are_refused() => Assert.Contains(
        "ADC4003: DEPTHWISE_CONV_2D with fused SignBit is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refuse(Plain with { Activation = TfLiteActivation.SignBit }, [1, 2, 3, 3], [1, 6, 7, 3], 3), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 2, 2, 3, 3 }, new[] { 1, 6, 7, 3 }, 3, "needs weights [1,height,width,outputs], found [2,2,3,3]")]
    [InlineData(new[] { 2, 3, 3 }, new[] { 1, 6, 7, 3 }, 3, "needs weights [1,height,width,outputs], found [2,3,3]")]
    [InlineData(new[] { 1, 0, 3, 3 }, new[] { 1, 6, 7, 3 }, 3, "needs weights [1,height,width,outputs], found [1,0,3,3]")]
    [InlineData(new[] { 1, 2, 3, 3 }, new[] { 1, 7, 7, 3 }, 3, "with a kernel of 2x3, VALID cannot turn [1,7,9,3] into [1,7,7,3]")]
    [InlineData(new[] { 1, 2, 3, 4 }, new[] { 1, 6, 7, 4 }, 4, "with weights [1,2,3,4] cannot turn the channels of [1,7,9,3] into those of [1,6,7,4]")]
    [InlineData(new[] { 1, 2, 3, 6 }, new[] { 1, 6, 7, 3 }, 6, "with weights [1,2,3,6] cannot turn the channels of [1,7,9,3] into those of [1,6,7,3]")]
    [InlineData(new[] { 1, 2, 3, 3 }, new[] { 1, 6, 7, 3 }, 2, "with 3 outputs has a bias of 2 values")]
    public void Shapes_that_do_not_fit_are_refused(int[] weights, int[] output, int bias, string expected) => Assert.Contains(
        $"ADC2015: DEPTHWISE_CONV_2D {expected}", Refuse(Plain, weights, output, bias), StringComparison.Ordinal);

    private static string Refuse(DepthwiseConv2DOptions? options, int[] weights, int[] output, int bias) =>
        Refusal(BuiltinOperator.DepthwiseConv2D, options, [Int8(1, 7, 9, 3), Int8(weights), Int32(bias)], Int8(output));
}
