using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class TanhReferenceTests
{
    private static readonly SampledActivation Int8 = new(new Tanh(), 1 / 128f, 0);

    // What TensorFlow Lite Micro's kernel gives.
    [Theory]
    [InlineData(0.05f, 3, new sbyte[] { -128, -128, -128, -128, -128, -127, -124, -110, -64, 25, 95, 120, 126, 127, 127, 127, 127, 127 })]
    [InlineData(
        0.011f, 127, new sbyte[] { -127, -127, -126, -126, -125, -123, -121, -119, -116, -111, -105, -97, -87, -74, -59, -41, -21, 0 })]
    public void Int8_follows_the_fixed_point_kernel_of_TensorFlow_Lite_Micro(float scale, int zeroPoint, sbyte[] expected) =>
        Assert.Equal(expected, Int8.Outputs(Rounding.Tflm, scale, zeroPoint));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_within_one_step_of_the_real_function(Rounding rounding) => Int8.IsWithinOneStepOf(Math.Tanh, rounding, 0.03, -5);

    // 1 is 2.5 steps of 0.4; tanh(119 * 0.075) is a little less than 1, and 12.5 steps only once divided by 0.08 in float32.
    [Theory]
    [InlineData(0.4f, 1f, 127, 3)]
    [InlineData(0.4f, 1f, -128, -3)]
    [InlineData(0.08f, 0.075f, 119, 12)]
    public void The_table_multiplies_by_the_reciprocal_scale_and_rounds_ties_away_from_zero(
        float outputScale, float inputScale, sbyte x, sbyte expected) =>
        Assert.Equal(
            [expected],
            Make.Evaluate<sbyte>(new Tanh(), Make.Int8Type([1], outputScale), Rounding.Tflite, Make.Int8s(inputScale, 0, x)));

    [Fact]
    public void Float32_is_the_real_function() => Assert.Equal(
        [0f, 0.7615942f, -0.9640276f, 1f],
        Make.Evaluate<float>(new Tanh(), Make.Float32Type(4), Make.Float32s(0, 1, -2, 100)));

    [Theory]
    [InlineData(0.001f)]
    [InlineData(1f / 4096)]
    [InlineData(1f / 2048)]
    [InlineData(2f)]
    public void Int16_is_within_three_steps_of_the_real_function(float scale) =>
        SampledActivation.Int16IsWithinThreeStepsOf(new Tanh(), Math.Tanh, scale);

    [Theory]
    [InlineData(1f, 1)]
    [InlineData(2.7f, 0)]
    public void Int16_with_a_zero_point_or_very_large_steps_is_unknown(float scale, int zeroPoint) => Assert.Null(Make.TryEvaluate(
        new Tanh(), Make.Type(ElementType.Int16, [1], 1 / 32768f), Rounding.Tflm,
        new TensorValue(Make.Type(ElementType.Int16, [1], scale, zeroPoint), ConstantData.Of<short>([1]))));
}
