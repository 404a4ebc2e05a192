using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class AbsReferenceTests
{
    [Fact]
    public void Float32_loses_its_sign() =>
        Assert.Equal([1.5f, 0, 2], Make.Evaluate<float>(new Abs(), Make.Float32Type(3), Make.Float32s(-1.5f, -0f, 2)));

    // From steps of 1/2 around 3 to steps of 1 around -10: -1/2 is 0.5, which rounds away from zero but for one rounding, where it rounds up.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_rescaled_between_its_zero_points(Rounding rounding) => Assert.Equal(
        [56, 52, -9, -10, -9],
        Make.Evaluate<sbyte>(new Abs(), Make.Int8Type([5], 1, -10), rounding, Make.Int8s(0.5f, 3, -128, 127, 2, 3, 4)));

    [Fact]
    public void The_magnitude_of_the_least_int16_saturates() => Assert.Equal<short>(
        [32767, 5], Make.Evaluate<short>(new Abs(), Make.Type(ElementType.Int16, [2], 1), Int16s(-32768, -5)));

    [Fact]
    public void Without_quantization_integers_are_unknown() =>
        Assert.Null(Make.TryEvaluate(new Abs(), Make.Type(ElementType.Int8, [1]), Rounding.Tflm, new TensorValue(Make.Type(ElementType.Int8, [1]), ConstantData.Of<sbyte>([1]))));

    private static TensorValue Int16s(params short[] elements) => new(Make.Type(ElementType.Int16, [elements.Length], 1), ConstantData.Of<short>(elements));
}
