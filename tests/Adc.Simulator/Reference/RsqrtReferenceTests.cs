using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class RsqrtReferenceTests
{
    [Fact]
    public void Float32_is_the_real_function() => Assert.Equal(
        [0.5f, 1, float.PositiveInfinity], Make.Evaluate<float>(new Rsqrt(), Make.Float32Type(3), Make.Float32s(4, 1, 0)));

    // 1/sqrt(4) is 50 steps of 1/100, 1/sqrt(25) is 20; what is not positive gives the greatest output.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_the_inverse_root_of_the_distance_to_the_zero_point(Rounding rounding) => Assert.Equal(
        [40, 10, 90, 127, 127],
        Make.Evaluate<sbyte>(new Rsqrt(), Make.Int8Type([5], 0.01f, -10), rounding, Make.Int8s(1, -100, -96, -75, -99, -100, -101)));

    [Fact]
    public void Int8_is_within_one_step_of_the_real_function()
    {
        sbyte[] every = [.. Enumerable.Range(-127, 255).Select(value => (sbyte)value)];

        sbyte[] actual = Make.Evaluate<sbyte>(new Rsqrt(), Make.Int8Type([255], 0.05f, -128), Make.Int8s(0.02f, -128, every));

        Assert.All(every.Zip(actual), pair =>
            Assert.InRange(pair.Second - Math.Min(127, (1 / Math.Sqrt(0.02 * (pair.First + 128)) / 0.05) - 128), -1.0, 1.0));
    }

    [Fact]
    public void A_vanishing_factor_gives_the_zero_point() =>
        Assert.Equal([7], Make.Evaluate<sbyte>(new Rsqrt(), Make.Int8Type([1], 1e12f, 7), Make.Int8s(1, 0, 1)));
}
