using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(0.8824969025845955, 0, 1895147668)] // exp(-1/8)
    [InlineData(0.3333333333333333, 0, 715827883)]
    [InlineData(1.1253517471925912e-7, 0, 242)] // exp(-16)
    [InlineData(2.823529411764706, 2, 1515870810)] // 48/17
    [InlineData(-1.8823529411764706, 2, -1010580540)] // -32/17
    public void Constants_are_the_nearest_representable_numbers(double real, int integerBits, int raw) =>
        Assert.Equal(raw, FixedPoint.Constant(real, integerBits));

    [Theory]
    [InlineData(3, 1, 2)]
    [InlineData(-3, 1, -2)]
    [InlineData(1, 2, 0)]
    [InlineData(-2, 2, -1)]
    [InlineData(7, 0, 7)]
    [InlineData(int.MinValue, 31, -1)]
    public void Division_by_a_power_of_two_rounds_ties_away_from_zero(int value, int power, int expected) =>
        Assert.Equal(expected, FixedPoint.DivideByPowerOfTwo(value, power));

    [Theory]
    [InlineData(1 << 30, 1, 1)] // 0.5 raw
    [InlineData(1 << 30, -1, 0)]
    [InlineData(1 << 30, 1 << 30, 1 << 29)]
    [InlineData(int.MinValue, int.MinValue, int.MaxValue)]
    public void The_high_product_rounds_ties_up_and_saturates(int a, int b, int expected) =>
        Assert.Equal(expected, FixedPoint.MultiplyHigh(a, b));

    [Theory]
    [InlineData(1 << 28, 2, 1 << 30)]
    [InlineData(1 << 29, 2, int.MaxValue)]
    [InlineData(-(1 << 29), 2, int.MinValue)]
    [InlineData((1 << 29) - 1, 2, int.MaxValue - 3)]
    public void Multiplication_by_a_power_of_two_saturates(int value, int power, int expected) =>
        Assert.Equal(expected, FixedPoint.MultiplyByPowerOfTwo(value, power));

    [Theory, Seeds(5)]
    public void The_functions_are_within_two_millionths_of_the_real_ones(int seed)
    {
        const double Tolerance = 2e-6;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            int x = random.Next(int.MinValue, int.MaxValue) >> random.Next(31);
            int negative = Math.Min(x, -x);
            Assert.InRange(Real(FixedPoint.ExpOfNegative(negative, 5), 0) - Math.Exp(Real(negative, 5)), -Tolerance, Tolerance);
            Assert.InRange(Real(FixedPoint.Logistic(x, 4), 0) - (1 / (1 + Math.Exp(-Real(x, 4)))), -Tolerance, Tolerance);
            Assert.InRange(Real(FixedPoint.Tanh(x, 4), 0) - Math.Tanh(Real(x, 4)), -Tolerance, Tolerance);
        }
    }

    [Fact]
    public void Zero_is_mapped_to_the_exact_values()
    {
        Assert.Equal(FixedPoint.One, FixedPoint.ExpOfNegative(0, 5));
        Assert.Equal(1 << 30, FixedPoint.Logistic(0, 4));
        Assert.Equal(0, FixedPoint.Tanh(0, 4));
    }

    private static double Real(int raw, int integerBits) => Math.ScaleB(raw, integerBits - 31);
}
