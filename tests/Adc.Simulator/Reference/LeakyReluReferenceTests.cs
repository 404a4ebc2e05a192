using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class LeakyReluReferenceTests
{
    [Fact]
    public void Float32_is_multiplied_below_zero() => Assert.Equal(
        [-0.5f, 0, 3], Make.Evaluate<float>(new LeakyRelu(0.25f), Make.Float32Type(3), Make.Float32s(-2, 0, 3)));

    // From steps of 1/2 around 1 to steps of 1/4 around -3: one step becomes two above and, times 1/4, a half below, ties up.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_rescaled_by_one_of_two_factors(Rounding rounding) => Assert.Equal(
        [-3, -1, 7, 127, -3, -4, -4, -67],
        Make.Evaluate<sbyte>(new LeakyRelu(0.25f), Make.Int8Type([8], 0.25f, -3), rounding, Make.Int8s(0.5f, 1, 1, 2, 6, 127, 0, -1, -2, -128)));

    [Fact]
    public void A_negative_slope_falls() => Assert.Equal(
        [10, 4, 4], Make.Evaluate<sbyte>(new LeakyRelu(-1), Make.Int8Type([3], 1), Make.Int8s(1, 0, -10, -4, 4)));

    [Fact]
    public void Int16_is_rescaled_too() => Assert.Equal<short>(
        [-3277, 32767, 100],
        Make.Evaluate<short>(
            new LeakyRelu(0.1f), Make.Type(ElementType.Int16, [3], 1),
            new TensorValue(Make.Type(ElementType.Int16, [3], 1), ConstantData.Of<short>([-32768, 32767, 100]))));
}
