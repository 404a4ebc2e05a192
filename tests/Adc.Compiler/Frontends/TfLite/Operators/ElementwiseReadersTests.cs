using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

/// <summary>Operators from one tensor to another of the same shape.</summary>
public sealed class ElementwiseReadersTests
{
    private static readonly Dictionary<BuiltinOperator, (Operator Record, TfLiteOptions? Options)> Rows = new()
    {
        [BuiltinOperator.Quantize] = (new Quantize(), new QuantizeOptions()),
        [BuiltinOperator.Dequantize] = (new Dequantize(), new DequantizeOptions()),
        [BuiltinOperator.Logistic] = (new Logistic(), null),
        [BuiltinOperator.Tanh] = (new Tanh(), null),
        [BuiltinOperator.Relu] = (new Relu(Activation.Relu), null),
        [BuiltinOperator.Relu6] = (new Relu(Activation.Relu6), null),
        [BuiltinOperator.ReluN1To1] = (new Relu(Activation.ReluN1To1), null),
        [BuiltinOperator.Abs] = (new Abs(), null),
        [BuiltinOperator.Elu] = (new Elu(), null),
        [BuiltinOperator.Exp] = (new Exp(), null),
        [BuiltinOperator.HardSwish] = (new HardSwish(), null),
        [BuiltinOperator.LogSoftmax] = (new LogSoftmax(), null),
        [BuiltinOperator.Neg] = (new Neg(), null),
        [BuiltinOperator.Rsqrt] = (new Rsqrt(), null),
        [BuiltinOperator.Sqrt] = (new Sqrt(), null),
        [BuiltinOperator.Square] = (new Square(), null),
        [BuiltinOperator.L2Normalization] = (new L2Normalization(), new L2NormOptions(TfLiteActivation.None)),
        [BuiltinOperator.LeakyRelu] = (new LeakyRelu(0.25f), new LeakyReluOptions(0.25f)),
        [BuiltinOperator.Softmax] = (new Softmax(2.5f), new SoftmaxOptions(2.5f)),
    };

    public static TheoryData<BuiltinOperator> Operators => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Become_their_record(BuiltinOperator builtin) =>
        Assert.Equal(Rows[builtin].Record, OneOperatorFile.Read(builtin, Rows[builtin].Options, [Int8(2, 3)], Int8(2, 3)));

    [Theory]
    [MemberData(nameof(Operators))]
    public void Options_may_be_absent(BuiltinOperator builtin) =>
        Assert.Equal(Rows[builtin].Record.Name, OneOperatorFile.Read(builtin, null, [Int8(2, 3)], Int8(2, 3)).Name);

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_output_of_another_shape_is_refused(BuiltinOperator builtin) => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC2015: the output has shape [6] where the input has [2,3]",
        Refusal(builtin, Rows[builtin].Options, [Int8(2, 3)], Int8(6)));

    [Fact]
    public void Softmax_without_options_has_beta_1() =>
        Assert.Equal(new Softmax(1), OneOperatorFile.Read(BuiltinOperator.Softmax, null, [Int8(2)], Int8(2)));

    [Theory]
    [InlineData(0f, "0")]
    [InlineData(-1.5f, "-1.5")]
    public void Softmax_needs_a_positive_beta(float beta, string printed) => Assert.Equal(
        $"one.tflite[op 0, 'out0']: error ADC4003: SOFTMAX has beta {printed}; it must be positive and finite",
        Refusal(BuiltinOperator.Softmax, new SoftmaxOptions(beta), [Int8(2)], Int8(2)));

    [Fact]
    public void Leaky_relu_without_options_has_alpha_0() =>
        Assert.Equal(new LeakyRelu(0), OneOperatorFile.Read(BuiltinOperator.LeakyRelu, null, [Int8(2)], Int8(2)));

    [Fact]
    public void L2_normalization_has_no_activation() => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC4003: L2_NORMALIZATION with fused Relu is not supported; TensorFlow Lite Micro has none either",
        Refusal(BuiltinOperator.L2Normalization, new L2NormOptions(TfLiteActivation.Relu), [Int8(2)], Int8(2)));
}
