using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class HardSwishReferenceTests
{
    [Fact]
    public void Float32_is_the_real_function() => Assert.Equal(
        [0, 0, -1f / 3, 0, 2f / 3, 3, 100],
        Make.Evaluate<float>(new HardSwish(), Make.Float32Type(7), Make.Float32s(-100, -3, -1, 0, 1, 3, 100)));

    [Theory]
    [InlineData(0.1f, 0.05f, 3)]
    [InlineData(0.02f, 0.01f, -128)]
    [InlineData(1f, 0.5f, 0)]
    public void Int8_is_within_one_step_of_the_real_function(float inputScale, float outputScale, int zeroPoint)
    {
        sbyte[] every = [.. Enumerable.Range(-128, 256).Select(value => (sbyte)value)];

        sbyte[] actual = Make.Evaluate<sbyte>(new HardSwish(), Make.Int8Type([256], outputScale, -20), Make.Int8s(inputScale, zeroPoint, every));

        Assert.All(every.Zip(actual), pair =>
        {
            double x = inputScale * (pair.First - zeroPoint);
            double steps = (x * Math.Clamp(x + 3, 0, 6) / 6 / outputScale) - 20;
            Assert.InRange(pair.Second - Math.Clamp(steps, -128, 127), -1.0, 1.0);
        });
    }

    // 2^-17 and less leaves 16 bits: what is not negative becomes 1, the rest -1.
    [Fact]
    public void A_vanishing_factor_leaves_the_sign() => Assert.Equal(
        [1, 1, -1], Make.Evaluate<sbyte>(new HardSwish(), Make.Int8Type([3], 100_000), Make.Int8s(0.1f, 0, 127, 0, -1)));

    [Fact]
    public void An_output_scale_below_a_128th_of_the_input_scale_is_unknown()
    {
        Assert.Null(Make.TryEvaluate(new HardSwish(), Make.Int8Type([1], 1), Rounding.Tflm, Make.Int8s(128, 0, 1)));
        Assert.NotNull(Make.TryEvaluate(new HardSwish(), Make.Int8Type([1], 1), Rounding.Tflm, Make.Int8s(127, 0, 1)));
    }
}
