using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

public sealed class RequantizerTests
{
    [Theory]
    [InlineData(0.5, 1 << 30, 0)]
    [InlineData(1.0, 1 << 30, 1)]
    [InlineData(0.75, 3 << 29, 0)]
    [InlineData(0.3, 1288490189, -1)] // 0.6 * 2^31 = 1288490188.8
    [InlineData(3.0, 3 << 29, 2)]
    [InlineData(0.0, 0, 0)]
    public void A_factor_is_a_31_bit_mantissa_and_an_exponent(double factor, int mantissa, int exponent) =>
        Assert.Equal(new Requantizer(mantissa, exponent), Requantizer.Of(factor));

    [Fact]
    public void A_mantissa_that_rounds_to_2_to_the_31_moves_into_the_exponent() =>
        Assert.Equal(new Requantizer(1 << 30, 1), Requantizer.Of(Math.BitDecrement(1.0)));

    [Fact]
    public void A_mantissa_halfway_between_two_integers_rounds_away_from_zero() =>
        Assert.Equal(new Requantizer((1 << 30) + 1, 0), Requantizer.Of(((1 << 30) + 0.5) / (1L << 31)));

    [Fact]
    public void Factors_out_of_reach_become_zero_or_the_greatest_one()
    {
        Assert.Equal(new Requantizer(1 << 30, -31), Requantizer.Of(Math.ScaleB(1, -32)));
        Assert.Equal(default, Requantizer.Of(Math.ScaleB(1, -33)));
        Assert.Equal(new Requantizer(int.MaxValue, 31), Requantizer.Of(Math.ScaleB(1, 40)));
        Assert.Equal(new Requantizer(int.MaxValue, 31), Requantizer.Of(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void Factors_that_are_none_are_refused(double factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Requantizer.Of(factor));

    // 0.25 is 2^30 / 2^31 / 2: the first step halves with ties up, the second halves again.
    [Theory]
    [InlineData(1, 1, 1, 0)] // 0.25: 0.5 becomes 1 becomes 0.5 becomes 1; at once it is 0
    [InlineData(2, 1, 1, 1)] // 0.5
    [InlineData(-2, -1, 0, 0)] // -0.5
    [InlineData(-6, -2, -1, -1)] // -1.5
    [InlineData(-5, -1, -1, -1)] // -1.25: -2.5 becomes -2
    [InlineData(6, 2, 2, 2)] // 1.5
    [InlineData(-4, -1, -1, -1)]
    public void The_roundings_differ_in_their_ties(int value, int tflm, int tflite, int single)
    {
        Requantizer quarter = Requantizer.Of(0.25);

        Assert.Equal(tflm, quarter.Apply(value, Rounding.Tflm));
        Assert.Equal(tflite, quarter.Apply(value, Rounding.Tflite));
        Assert.Equal(single, quarter.Apply(value, Rounding.Single));
    }

    [Fact]
    public void Elementwise_operators_of_TensorFlow_Lite_round_ties_away_from_zero()
    {
        Requantizer quarter = Requantizer.Of(0.25);

        Assert.Equal(-1, quarter.ApplyElementwise(-2, Rounding.Tflite));
        Assert.Equal(-1, quarter.ApplyElementwise(-2, Rounding.Tflm));
        Assert.Equal(0, quarter.ApplyElementwise(-2, Rounding.Single));
    }

    [Fact]
    public void A_shift_to_the_left_wraps_in_two_steps_and_saturates_in_one()
    {
        Requantizer four = Requantizer.Of(4);

        Assert.Equal(unchecked((int)0x80000000) / 2, four.Apply(0x30000000, Rounding.Tflm)); // 0x30000000 << 3 = 0x80000000
        Assert.Equal(int.MaxValue, four.Apply(0x30000000, Rounding.Single));
        Assert.Equal(int.MinValue, four.Apply(-0x30000000, Rounding.Single));
    }

    [Theory, Seeds(10)]
    public void Every_rounding_equals_its_restatement_in_big_integers(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 5000; i++)
        {
            Requantizer factor = Requantizer.Of(Math.ScaleB(random.NextDouble(), random.Next(-33, 33)));
            int value = random.Next(int.MinValue, int.MaxValue) >> random.Next(32);

            Assert.Equal(
                (InTwoSteps(value, factor, HalfAwayFromZero), InTwoSteps(value, factor, HalfUp), InOneStep(value, factor)),
                (factor.Apply(value, Rounding.Tflm), factor.Apply(value, Rounding.Tflite), factor.Apply(value, Rounding.Single)));
        }
    }

    private static BigInteger InTwoSteps(int value, Requantizer factor, Func<BigInteger, BigInteger, BigInteger> second)
    {
        BigInteger shifted = value * BigInteger.Pow(2, Math.Max(0, factor.Exponent));
        BigInteger wrapped = Floor(shifted + BigInteger.Pow(2, 31), BigInteger.Pow(2, 32)).Remainder - BigInteger.Pow(2, 31);
        BigInteger high = HalfUp(wrapped * factor.Mantissa, BigInteger.Pow(2, 31));
        return second(high, BigInteger.Pow(2, Math.Max(0, -factor.Exponent)));
    }

    private static BigInteger InOneStep(int value, Requantizer factor) =>
        BigInteger.Clamp(HalfUp((BigInteger)value * factor.Mantissa, BigInteger.Pow(2, 31 - factor.Exponent)), int.MinValue, int.MaxValue);

    private static BigInteger HalfUp(BigInteger value, BigInteger divisor) => Floor((2 * value) + divisor, 2 * divisor).Quotient;

    private static BigInteger HalfAwayFromZero(BigInteger value, BigInteger divisor) => value.Sign * HalfUp(BigInteger.Abs(value), divisor);

    private static (BigInteger Quotient, BigInteger Remainder) Floor(BigInteger value, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(value, divisor, out BigInteger remainder);
        return remainder.Sign < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder);
    }
}
