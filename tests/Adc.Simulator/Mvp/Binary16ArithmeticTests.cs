using System.Numerics;
using System.Runtime.Intrinsics;
using Adc.Simulator.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Mvp;

public sealed class Binary16ArithmeticTests
{
    private const ushort Infinity = 0x7C00;
    private const ushort NaN = 0x7E00;
    private const ushort Minus = 0x8000;

    [Theory, Seeds(4)]
    public void Sums_and_products_round_like_exact_fractions(int seed)
    {
        var samples = new Binary16Samples(seed);
        for (int count = 0; count < 5000; count++)
        {
            (ushort a, ushort x, ushort y) = samples.Next();
            (ushort b, ushort z, ushort w) = samples.Next();
            if (!((ushort[])[a, b, x, y, z, w]).All(ExactSum.IsFinite))
            {
                continue;
            }

            AssertRounds(RationalBinary16.Product(x, y), ExactSum.Zero.PlusProduct(x, y));
            AssertRounds(RationalBinary16.Value(a) + RationalBinary16.Value(x), ExactSum.Zero.Plus(a).Plus(x));
            AssertRounds(RationalBinary16.Value(a) + RationalBinary16.Product(x, y), ExactSum.Zero.Plus(a).PlusProduct(x, y));
            AssertRounds(
                RationalBinary16.Value(a) + RationalBinary16.Product(x, y) + RationalBinary16.Product(z, w),
                ExactSum.Zero.Plus(a).PlusProduct(x, y).PlusProduct(z, w));
            AssertRounds(RationalBinary16.Value(a) + RationalBinary16.Value(b) + RationalBinary16.Value(x), ExactSum.Zero.Plus(a).Plus(b).Plus(x));
        }
    }

    [Fact]
    public void Every_pair_of_lanes_of_one_number_rounds_as_System_Half_does()
    {
        // Doubles hold products of two binary16 numbers exactly, and converting a double rounds once.
        for (int bits = 0; bits < Infinity; bits += 7)
        {
            ushort x = (ushort)bits;
            ushort y = (ushort)(bits * 31 % Infinity);
            MvpFlags flags = MvpFlags.None;
            Half expected = (Half)((double)BitConverter.UInt16BitsToHalf(x) * (double)BitConverter.UInt16BitsToHalf(y));
            Assert.Equal(BitConverter.HalfToUInt16Bits(expected), ExactSum.Zero.PlusProduct(x, y).Round(ref flags));
        }
    }

    [Theory]
    [InlineData(0x7BFF, 0x4BFF, 0x7BFF, MvpFlags.None)] // 65504 + 15.99: still nearer to 65504
    [InlineData(0x7BFF, 0x4C00, Infinity, MvpFlags.AluOverflow)] // 65504 + 16: the tie goes to the even side, beyond the range
    [InlineData(0x0001, 0x0001, 0x0002, MvpFlags.None)] // subnormals add exactly
    [InlineData(0x3C00, 0x1000, 0x3C00, MvpFlags.None)] // 1 + 2^-11: tie to even, down
    [InlineData(0x3C01, 0x1000, 0x3C02, MvpFlags.None)] // 1 + 2^-10 + 2^-11: tie to even, up
    [InlineData(Minus, Minus, Minus, MvpFlags.None)] // -0 + -0
    [InlineData(Minus, 0x0000, 0x0000, MvpFlags.None)] // -0 + +0
    [InlineData(0x3C00, 0xBC00, 0x0000, MvpFlags.None)] // 1 - 1
    [InlineData(Infinity, 0x3C00, Infinity, MvpFlags.None)] // no overflow: an operand is infinite
    [InlineData(Infinity, Infinity | Minus, NaN, MvpFlags.None)]
    [InlineData(0x7C01, 0x3C00, NaN, MvpFlags.None)]
    public void Sums_at_the_borders_have_their_values_and_flags(int left, int right, int expected, MvpFlags expectedFlags)
    {
        MvpFlags flags = MvpFlags.None;
        Assert.Equal((ushort)expected, ExactSum.Zero.Plus((ushort)left).Plus((ushort)right).Round(ref flags));
        Assert.Equal(expectedFlags, flags);
    }

    [Theory]
    [InlineData(0x0001, 0x3800, 0x0000, MvpFlags.AluUnderflow)] // 2^-25: tie between 0 and 2^-24
    [InlineData(0x0003, 0x3800, 0x0002, MvpFlags.AluUnderflow)] // 1.5 * 2^-24: tie to even
    [InlineData(0x0400, 0x3800, 0x0200, MvpFlags.None)] // exact subnormal
    [InlineData(0x0001, 0x8001, Minus, MvpFlags.AluUnderflow)] // -2^-48
    [InlineData(0x0000, Infinity, NaN, MvpFlags.None)]
    [InlineData(0x7BFF, 0x7BFF, Infinity, MvpFlags.AluOverflow)]
    public void Products_at_the_borders_have_their_values_and_flags(int left, int right, int expected, MvpFlags expectedFlags)
    {
        MvpFlags flags = MvpFlags.None;
        Assert.Equal((ushort)expected, ExactSum.Zero.PlusProduct((ushort)left, (ushort)right).Round(ref flags));
        Assert.Equal(expectedFlags, flags);
    }

    [Fact]
    public void Vectors_hold_every_binary16_number_and_give_its_bits_back()
    {
        for (int bits = 0; bits < 0x10000; bits++)
        {
            Vector256<float> vector = Binary16Vector.FromBits(Vector256.Create(bits));
            Assert.Equal(bits, Binary16Vector.ToBits(vector)[0]);
            Half value = BitConverter.UInt16BitsToHalf((ushort)bits);
            Assert.True(Half.IsNaN(value) ? float.IsNaN(vector[7]) : (float)value == vector[7]);
        }
    }

    [Theory, Seeds(8)]
    public void Vectors_round_sums_and_products_as_single_numbers_do(int seed)
    {
        var samples = new Binary16Samples(seed);
        for (int count = 0; count < 4000; count++)
        {
            (ushort a, ushort x, ushort y) = samples.Next();
            (ushort b, ushort z, ushort w) = samples.Next();
            AssertSame(ExactSum.Zero.PlusProduct(x, y), static (ref numbers, v) => numbers.Product(v[1], v[2]), a, x, y);
            AssertSame(ExactSum.Zero.Plus(a).Plus(b), static (ref numbers, v) => numbers.Sum(v[0], v[1]), a, b);
            AssertSame(ExactSum.Zero.Plus(a).PlusProduct(x, y), static (ref numbers, v) => numbers.Sum(v[0], v[1] * v[2]), a, x, y);
            AssertSame(
                ExactSum.Zero.PlusProduct(x, y).PlusProduct(z, w), static (ref numbers, v) => numbers.Sum(v[0] * v[1], v[2] * v[3]), x, y, z, w);
            AssertSame(ExactSum.Zero.Plus(a).Plus(b).Plus(x), static (ref numbers, v) => numbers.SumOfThree(v[0], v[1], v[2]), a, b, x);
            ushort zero = (ushort)(z & Minus);
            AssertSame(
                ExactSum.Zero.Plus(a).PlusProduct(x, y).PlusProduct(zero, b),
                static (ref numbers, v) => numbers.SumWithZero(v[0], v[1] * v[2], v[3] * v[4]), a, x, y, zero, b);
        }
    }

    private delegate Vector256<float> VectorOperation(ref Binary16Vector numbers, Vector256<float>[] operands);

    private static void AssertRounds(BigInteger exact, ExactSum sum)
    {
        MvpFlags flags = MvpFlags.None;
        int rounded = sum.Round(ref flags);
        int expected = RationalBinary16.Round(exact);

        // The sign of an exact zero is not a question of rounding.
        Assert.Equal(exact.IsZero ? 0 : expected, exact.IsZero ? rounded & ~Minus : rounded);
        bool isFinite = (expected & Infinity) != Infinity;
        bool isTiny = !exact.IsZero && BigInteger.Abs(exact) < BigInteger.One << 34;
        Assert.Equal(!isFinite, flags.HasFlag(MvpFlags.AluOverflow));
        Assert.Equal(isTiny && RationalBinary16.Value((ushort)expected) != exact, flags.HasFlag(MvpFlags.AluUnderflow));
    }

    private static void AssertSame(ExactSum expected, VectorOperation operation, params ushort[] operands)
    {
        MvpFlags flags = MvpFlags.None;
        ushort bits = expected.Round(ref flags);
        Binary16Vector numbers = default;
        Vector256<float> result = operation(ref numbers, [.. operands.Select(operand => Binary16Vector.FromBits(Vector256.Create((int)operand)))]);
        Assert.Equal(bits, Binary16Vector.ToBits(result)[3]);
        Assert.Equal(flags, numbers.Flags);
    }
}
