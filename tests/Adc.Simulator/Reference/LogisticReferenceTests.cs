using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class LogisticReferenceTests
{
    private static readonly SampledActivation Int8 = new(new Logistic(), 1 / 256f, -128);

    // What TensorFlow Lite Micro's kernel gives.
    [Theory]
    [InlineData(0.05f, 3, new sbyte[] { -128, -127, -126, -125, -121, -113, -99, -73, -34, 13, 57, 88, 108, 118, 123, 126, 127, 127 })]
    [InlineData(0.1f, -128, new sbyte[] { 0, 81, 116, 125, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127 })]
    public void Int8_follows_the_fixed_point_kernel_of_TensorFlow_Lite_Micro(float scale, int zeroPoint, sbyte[] expected) =>
        Assert.Equal(expected, Int8.Outputs(Rounding.Tflm, scale, zeroPoint));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_within_one_step_of_the_real_function(Rounding rounding) =>
        Int8.IsWithinOneStepOf(x => 1 / (1 + Math.Exp(-x)), rounding, 0.07, -5);

    [Fact]
    public void Float32_is_the_real_function()
    {
        float[] actual = Make.Evaluate<float>(new Logistic(), Make.Float32Type(4), Make.Float32s(0, 2, -2, -100));

        Assert.Equal([0.5f, 0.880797f, 0.119203f], actual[..3].Select(x => MathF.Round(x, 6)));
        Assert.InRange(actual[3], 0, 1e-38f);
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(1f / 4096)]
    [InlineData(1f / 2048)]
    [InlineData(2f)]
    public void Int16_is_within_three_steps_of_the_real_function(float scale) =>
        SampledActivation.Int16IsWithinThreeStepsOf(new Logistic(), x => 1 / (1 + Math.Exp(-x)), scale);

    [Theory]
    [InlineData(1f, 1)]
    [InlineData(2.7f, 0)]
    public void Int16_with_a_zero_point_or_very_large_steps_is_unknown(float scale, int zeroPoint) => Assert.Null(Make.TryEvaluate(
        new Logistic(), Make.Type(ElementType.Int16, [1], 1 / 32768f), Rounding.Tflm,
        new TensorValue(Make.Type(ElementType.Int16, [1], scale, zeroPoint), ConstantData.Of<short>([1]))));
}
