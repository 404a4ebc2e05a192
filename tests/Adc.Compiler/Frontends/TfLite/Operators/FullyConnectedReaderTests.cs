using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class FullyConnectedReaderTests
{
    [Theory]
    [InlineData(TfLiteActivation.None, Activation.None)]
    [InlineData(TfLiteActivation.Relu, Activation.Relu)]
    [InlineData(TfLiteActivation.ReluN1To1, Activation.ReluN1To1)]
    [InlineData(TfLiteActivation.Relu6, Activation.Relu6)]
    public void Each_fused_activation_is_kept(TfLiteActivation inFile, Activation expected) =>
        Assert.Equal(new FullyConnected(expected), Dense(new FullyConnectedOptions(inFile)));

    [Fact]
    public void Without_options_there_is_no_activation() => Assert.Equal(new FullyConnected(), Dense(options: null));

    [Fact]
    public void Dimensions_are_kept_when_the_file_says_so() => Assert.Equal(
        new FullyConnected(KeepDimensions: true),
        Read(
            BuiltinOperator.FullyConnected, new FullyConnectedOptions(TfLiteActivation.None, KeepDimensions: true),
            [Int8(2, 3, 4), Int8(5, 4), null], Int8(2, 3, 5)));

    [Fact]
    public void A_bias_may_be_there_or_left_out()
    {
        Read(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(5, 4)], Int8(1, 5));
        Read(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(5, 4), null], Int8(1, 5));
        Read(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(5, 4), Int32(5)], Int8(1, 5));
    }

    [Fact]
    public void Leading_axes_of_the_input_count_as_batches() =>
        Read(BuiltinOperator.FullyConnected, null, [Int8(2, 3, 4), Int8(5, 4), null], Int8(6, 5));

    [Fact]
    public void Shuffled_weights_are_refused() => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC4003: FULLY_CONNECTED with shuffled weights is not supported; "
        + "convert the model without weight shuffling",
        Refuse(new FullyConnectedOptions(TfLiteActivation.None, TfLiteWeightsFormat.Shuffled4x16Int8)));

    [Theory]
    [InlineData(TfLiteActivation.Tanh)]
    [InlineData(TfLiteActivation.SignBit)]
    public void Other_activations_are_refused(TfLiteActivation activation) => Assert.Equal(
        $"one.tflite[op 0, 'out0']: error ADC4003: FULLY_CONNECTED with fused {activation} is not supported; "
        + "NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refuse(new FullyConnectedOptions(activation)));

    [Fact]
    public void A_second_output_is_refused() => Assert.Contains(
        "ADC4003: FULLY_CONNECTED with a second output is not supported",
        Refusal(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(5, 4)], Int8(1, 5), Int8(1, 4)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 5 }, "found [5]")]
    [InlineData(new[] { 1, 5, 4 }, "found [1,5,4]")]
    [InlineData(new[] { 0, 4 }, "found [0,4]")]
    [InlineData(new[] { 5, 0 }, "found [5,0]")]
    public void Weights_must_be_a_matrix(int[] weights, string found) => Assert.Contains(
        $"ADC2015: FULLY_CONNECTED needs weights [outputs,inputs], {found}",
        Refusal(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(weights)], Int8(1, 5)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 1, 6 }, new[] { 1, 5 })]
    [InlineData(new[] { 1, 4 }, new[] { 1, 6 })]
    [InlineData(new[] { 2, 4 }, new[] { 1, 5 })]
    public void Shapes_that_do_not_multiply_are_refused(int[] input, int[] output) => Assert.Contains(
        $"ADC2015: FULLY_CONNECTED with weights [5,4] cannot turn [{string.Join(',', input)}] into [{string.Join(',', output)}]",
        Refusal(BuiltinOperator.FullyConnected, null, [Int8(input), Int8(5, 4)], Int8(output)), StringComparison.Ordinal);

    [Fact]
    public void A_bias_of_another_length_is_refused() => Assert.Contains(
        "ADC2015: FULLY_CONNECTED with 5 outputs has a bias of 4 values",
        Refusal(BuiltinOperator.FullyConnected, null, [Int8(1, 4), Int8(5, 4), Int32(4)], Int8(1, 5)), StringComparison.Ordinal);

    private static Operator Dense(TfLiteOptions? options) =>
        Read(BuiltinOperator.FullyConnected, options, [Int8(1, 4), Int8(5, 4), null], Int8(1, 5));

    private static string Refuse(TfLiteOptions options) =>
        Refusal(BuiltinOperator.FullyConnected, options, [Int8(1, 4), Int8(5, 4), null], Int8(1, 5));
}
