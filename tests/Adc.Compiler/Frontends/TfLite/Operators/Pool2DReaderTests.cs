using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class Pool2DReaderTests
{
    [Theory]
    [InlineData(BuiltinOperator.AveragePool2D, Pooling.Average)]
    [InlineData(BuiltinOperator.MaxPool2D, Pooling.Max)]
    public void Window_kernel_and_activation_are_kept(BuiltinOperator builtin, Pooling pooling)
    {
        Assert.Equal(
            new Pool2D(pooling, new Window(Padding.Valid, StrideY: 3, StrideX: 2), KernelHeight: 4, KernelWidth: 5, Activation.Relu6),
            Read(builtin, Options(strideH: 3, strideW: 2), [Int8(2, 7, 9, 3)], Int8(2, 2, 3, 3)));
        Assert.Equal(
            new Pool2D(pooling, new Window(Padding.Same, StrideY: 3, StrideX: 2), KernelHeight: 4, KernelWidth: 5, Activation.Relu6),
            Read(builtin, Options(strideH: 3, strideW: 2, TfLitePadding.Same), [Int8(2, 7, 9, 3)], Int8(2, 3, 5, 3)));
    }

    [Fact]
    public void Without_options_there_is_no_window() => Assert.Contains("ADC4003: MAX_POOL_2D has strides 0x0", Refuse(null, [1, 7, 9, 3], [1, 1, 1, 3]), StringComparison.Ordinal);

    [Fact]
    public void Other_activations_are_refused() => Assert.Contains(
        "ADC4003: MAX_POOL_2D with fused Tanh is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refuse(Options(1, 1) with { Activation = TfLiteActivation.Tanh }, [1, 7, 9, 3], [1, 4, 5, 3]), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 1, 7, 9, 3 }, new[] { 1, 4, 4, 3 }, "MAX_POOL_2D with a kernel of 4x5, VALID cannot turn [1,7,9,3] into [1,4,4,3]")]
    [InlineData(new[] { 7, 9, 3 }, new[] { 4, 5, 3 }, "MAX_POOL_2D with a kernel of 4x5, VALID cannot turn [7,9,3] into [4,5,3]")]
    [InlineData(new[] { 1, 7, 9, 3 }, new[] { 1, 4, 5, 2 }, "MAX_POOL_2D of 3 channels has an output with 2")]
    public void Shapes_that_do_not_fit_are_refused(int[] input, int[] output, string expected) =>
        Assert.Contains($"ADC2015: {expected}", Refuse(Options(1, 1), input, output), StringComparison.Ordinal);

    private static Pool2DOptions Options(int strideH, int strideW, TfLitePadding padding = TfLitePadding.Valid) =>
        new(padding, strideW, strideH, FilterWidth: 5, FilterHeight: 4, TfLiteActivation.Relu6);

    private static string Refuse(Pool2DOptions? options, int[] input, int[] output) =>
        Refusal(BuiltinOperator.MaxPool2D, options, [Int8(input)], Int8(output));
}
