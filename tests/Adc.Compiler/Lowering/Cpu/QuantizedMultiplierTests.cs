using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

/// <summary>Against arithmetic without limits.</summary>
public sealed class QuantizedMultiplierTests
{
    private static readonly BigInteger Two31 = BigInteger.One << 31;

    [Theory]
    [Seeds(20)]
    public void Is_the_nearest_of_31_bits_with_ties_away_from_zero(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            double real = Math.ScaleB(1 + random.NextDouble(), random.Next(-30, 17));
            QuantizedMultiplier found = QuantizedMultiplier.From(real);

            // real = mantissa * 2^exponent exactly; wanted is mantissa * 2^(exponent + 31 - shift), rounded.
            long bits = BitConverter.DoubleToInt64Bits(real);
            BigInteger mantissa = (bits & ((1L << 52) - 1)) | (1L << 52);
            int drop = found.Shift - 31 - ((int)(bits >> 52) - 1075);
            Assert.InRange(found.Multiplier, 1 << 30, int.MaxValue);
            Assert.Equal(((mantissa << 1) + (BigInteger.One << drop)) >> (drop + 1), found.Multiplier);
        }
    }

    [Fact]
    public void A_multiplier_that_rounds_to_2_to_the_31_moves_into_the_shift() =>
        Assert.Equal(new QuantizedMultiplier(1 << 30, 1), QuantizedMultiplier.From(Math.BitDecrement(1.0)));

    [Fact]
    public void Factors_too_small_to_shift_are_zero()
    {
        Assert.Equal(new QuantizedMultiplier(1 << 30, -31), QuantizedMultiplier.From(Math.ScaleB(1, -32)));
        Assert.Equal(new QuantizedMultiplier(0, 0), QuantizedMultiplier.From(Math.ScaleB(1, -33)));
        Assert.Equal(new QuantizedMultiplier(0, 0), QuantizedMultiplier.From(0));
        Assert.Equal(0, new QuantizedMultiplier(0, 0).Apply(int.MinValue, Rounding.Single));
    }

    [Theory]
    [Seeds(20)]
    public void Scales_sums_as_its_rounding_says(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            QuantizedMultiplier multiplier = i % 3 == 0
                ? new(1 << 30, random.Next(-6, 3)) // powers of two: every tie there is
                : QuantizedMultiplier.From(Math.ScaleB(1 + random.NextDouble(), random.Next(-32, 16)));
            int bits = random.Next(1, 31 - Math.Max(multiplier.Shift, 0));
            int sum = random.Next(-(1 << bits), 1 << bits);

            Assert.Equal(Tflm(sum, multiplier), multiplier.Apply(sum, Rounding.Tflm));
            Assert.Equal(Tflite(sum, multiplier), multiplier.Apply(sum, Rounding.Tflite));
            Assert.Equal(Single(sum, multiplier), multiplier.Apply(sum, Rounding.Single));
        }
    }

    // 2^30 / 2^31 * 2^-1 is a quarter: 5 / 4 becomes 2.5, 3, 1.5, 2 in two steps.
    [Theory]
    [InlineData(5, 2, 2, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(-2, -1, 0, 0)]
    [InlineData(-6, -2, -1, -1)]
    public void The_three_roundings_differ(int sum, int tflm, int tflite, int single)
    {
        var quarter = new QuantizedMultiplier(1 << 30, -1);

        Assert.Equal(tflm, quarter.Apply(sum, Rounding.Tflm));
        Assert.Equal(tflite, quarter.Apply(sum, Rounding.Tflite));
        Assert.Equal(single, quarter.Apply(sum, Rounding.Single));
    }

    private static BigInteger High(int sum, QuantizedMultiplier by) =>
        Floor(2 * ((BigInteger)sum << Math.Max(by.Shift, 0)) * by.Multiplier + Two31, 2 * Two31);

    private static BigInteger Tflm(int sum, QuantizedMultiplier by)
    {
        BigInteger high = High(sum, by), unit = BigInteger.One << Math.Max(-by.Shift, 0);
        return high.Sign * Floor((2 * BigInteger.Abs(high)) + unit, 2 * unit);
    }

    private static BigInteger Tflite(int sum, QuantizedMultiplier by)
    {
        BigInteger unit = BigInteger.One << Math.Max(-by.Shift, 0);
        return Floor((2 * High(sum, by)) + unit, 2 * unit);
    }

    private static BigInteger Single(int sum, QuantizedMultiplier by)
    {
        BigInteger unit = BigInteger.One << (31 - by.Shift);
        return Floor((2 * (BigInteger)sum * by.Multiplier) + unit, 2 * unit);
    }

    private static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
