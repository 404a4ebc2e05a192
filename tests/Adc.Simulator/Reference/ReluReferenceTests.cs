using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class ReluReferenceTests
{
    [Theory]
    [InlineData(Activation.Relu, new[] { 0f, 0f, 0.5f, 1f, 7f })]
    [InlineData(Activation.Relu6, new[] { 0f, 0f, 0.5f, 1f, 6f })]
    [InlineData(Activation.ReluN1To1, new[] { -1f, 0f, 0.5f, 1f, 1f })]
    public void Float32_is_clamped(Activation activation, float[] expected) => Assert.Equal(
        expected, Make.Evaluate<float>(new Relu(activation), Make.Float32Type(5), Make.Float32s(-3, 0, 0.5f, 1, 7)));

    // Both sides: 0.05 per step, zero at -20; 6 stands at 100, 1 at 0, -1 at -40.
    [Theory]
    [InlineData(Activation.Relu, new sbyte[] { -20, -20, -20, 0, 127 })]
    [InlineData(Activation.Relu6, new sbyte[] { -20, -20, -20, 0, 100 })]
    [InlineData(Activation.ReluN1To1, new sbyte[] { -40, -30, -20, 0, 0 })]
    public void With_one_quantization_int8_is_only_clamped(Activation activation, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(new Relu(activation), Make.Int8Type([5], 0.05f, -20), Make.Int8s(0.05f, -20, -128, -30, -20, 0, 127)));

    [Fact]
    public void Int8_is_rescaled_when_the_quantizations_differ() => Assert.Equal(
        [-128, -128, -123, -65],
        Make.Evaluate<sbyte>(new Relu(Activation.Relu), Make.Int8Type([4], 0.5f, -128), Make.Int8s(0.25f, 0, -7, 0, 9, 126)));

    // 6 is 2.5 steps of 2.4 in float32, 1 half a step of 2.
    [Theory]
    [InlineData(Activation.Relu6, 2.4f, 3)]
    [InlineData(Activation.ReluN1To1, 2f, 1)]
    public void Bounds_halfway_between_two_steps_round_away_from_zero(Activation activation, float scale, sbyte bound) => Assert.Equal(
        [bound], Make.Evaluate<sbyte>(new Relu(activation), Make.Int8Type([1], scale), Make.Int8s(scale, 0, 127)));

    // These scales have a quotient a little less than 3/4, but exactly that in float32: 2 becomes 1.5 and then 2.
    [Theory]
    [InlineData(0.636592925f, 0.848790586f)]
    [InlineData(0.442716777f, 0.590289056f)]
    public void The_quotient_of_the_scales_is_rounded_to_float32(float from, float to)
    {
        Assert.True(from / to == 0.75f && (double)from / to < 0.75);
        Assert.Equal([2], Make.Evaluate<sbyte>(new Relu(Activation.Relu), Make.Int8Type([1], to), Make.Int8s(from, 0, 2)));
        Assert.Equal([1], Make.Evaluate<sbyte>(new Quantize(), Make.Int8Type([1], to), Make.Int8s(from, 0, 2)));
    }

    [Fact]
    public void Int8_without_quantization_is_unknown() =>
        Assert.Null(Make.TryEvaluate(new Relu(Activation.Relu), Make.Type(ElementType.Int8, [1]), Rounding.Tflm, Make.Int8s(0, 0, 1)));
}
