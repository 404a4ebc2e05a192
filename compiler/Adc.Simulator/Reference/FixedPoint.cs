using System.Numerics;

namespace Adc.Simulator.Reference;

/// <summary>Real functions in 32-bit fixed-point arithmetic, step by step as gemmlowp defines them.</summary>
/// <remarks>
/// A number with i integer bits stands for raw / 2^(31-i) in [-2^i, 2^i). Every function says how many integer bits go in
/// and come out; sums and differences keep the format and may wrap.
/// </remarks>
internal static class FixedPoint
{
    /// <summary>1 with no integer bits: the number nearest to it, as 1 itself is not representable.</summary>
    public const int One = int.MaxValue;

    private const int Half = 1 << 30;

    /// <summary>Halvings of the exponent that are multiplied in one by one: exp(-1/4), exp(-1/2), … exp(-16).</summary>
    private static readonly (int Log2, int Factor)[] Powers =
        [.. Enumerable.Range(-2, 7).Select(log2 => (log2, Constant(Math.Exp(-Math.ScaleB(1, log2)), 0)))];

    private static readonly int ExpOfMinusOneEighth = Constant(Math.Exp(-1.0 / 8), 0);

    private static readonly int OneThird = Constant(1.0 / 3, 0);

    /// <summary>A real constant in a format with so many integer bits.</summary>
    public static int Constant(double real, int integerBits) =>
        (int)Math.Round(Math.ScaleB(real, 31 - integerBits), MidpointRounding.AwayFromZero);

    /// <summary>a * b / 2^31, ties up; integer bits add up. The one product that does not fit saturates.</summary>
    public static int MultiplyHigh(int a, int b) => (int)Math.Min(int.MaxValue, (((long)a * b) + (1L << 30)) >> 31);

    /// <summary>value / 2^power, ties away from zero.</summary>
    public static int DivideByPowerOfTwo(int value, int power)
    {
        long half = power == 0 ? 0 : 1L << (power - 1);
        long magnitude = (Math.Abs((long)value) + half) >> power;
        return (int)(value < 0 ? -magnitude : magnitude);
    }

    /// <summary>value * 2^power; what leaves 32 bits becomes the greatest or least number.</summary>
    public static int MultiplyByPowerOfTwo(int value, int power) =>
        (int)Math.Clamp((long)value << power, int.MinValue, int.MaxValue);

    /// <summary>exp(x) for x ≤ 0 with up to 5 integer bits; the result has none.</summary>
    public static int ExpOfNegative(int x, int integerBits)
    {
        if (x == 0)
        {
            return One;
        }

        // x = rest - whole, rest in [-1/4, 0) and whole a multiple of 1/4.
        int fractionBits = 31 - integerBits;
        int quarter = 1 << (fractionBits - 2);
        int rest = (x & (quarter - 1)) - quarter;
        int whole = unchecked(rest - x);
        int result = ExpOfLastQuarter(MultiplyByPowerOfTwo(rest, integerBits));
        foreach ((int log2, int factor) in Powers)
        {
            if (log2 < integerBits && (whole & (1 << (fractionBits + log2))) != 0)
            {
                result = MultiplyHigh(result, factor);
            }
        }

        return result;
    }

    /// <summary>1 / (1 + a) for a in [0, 1); no integer bits.</summary>
    public static int OneOverOnePlus(int a) =>
        // The reciprocal of half the denominator is twice the result: 2 integer bits reinterpreted as 1, then widened to none.
        MultiplyByPowerOfTwo(ReciprocalOfHalfOfOnePlus(a), 1);

    /// <summary>(1 - a) / (1 + a) for a in [0, 1); no integer bits.</summary>
    public static int OneMinusOverOnePlus(int a) =>
        MultiplyByPowerOfTwo(ReciprocalOfHalfOfOnePlus(a) - (1 << 29), 2);

    /// <summary>1 / (1 + exp(-x)); the result has no integer bits.</summary>
    public static int Logistic(int x, int integerBits)
    {
        if (x == 0)
        {
            return Half;
        }

        int ofMagnitude = OneOverOnePlus(ExpOfNegative(Math.Min(x, -x), integerBits));
        return x > 0 ? ofMagnitude : One - ofMagnitude;
    }

    /// <summary>Hyperbolic tangent; the result has no integer bits.</summary>
    public static int Tanh(int x, int integerBits)
    {
        if (x == 0)
        {
            return 0;
        }

        // tanh|x| = (1 - exp(-2|x|)) / (1 + exp(-2|x|)); one more integer bit doubles the argument.
        int ofMagnitude = OneMinusOverOnePlus(ExpOfNegative(Math.Min(x, -x), integerBits + 1));
        return x > 0 ? ofMagnitude : -ofMagnitude;
    }

    /// <summary>1 / sqrt(value) of an integer: mantissa / 2^31 / 2^rightShift. The greatest mantissa alone for 0 and 1.</summary>
    public static (int Mantissa, int RightShift) InverseSquareRoot(int value)
    {
        if (value <= 1)
        {
            return (One, 0);
        }

        // Powers of four are taken out until the value lies in [2^27, 2^29).
        int rightShift = 11;
        for (; value >= 1 << 29; value /= 4)
        {
            rightShift++;
        }

        for (; value < 1 << 27; value *= 4)
        {
            rightShift--;
        }

        // Five steps of Newton's method from 1, with 3 integer bits: x * (3 - value * x^2) / 2.
        const int IntegerBits = 3;
        int half = DivideByPowerOfTwo(value >> 1, 1), threeHalves = Constant(1.5, IntegerBits), x = Constant(1, IntegerBits);
        for (int step = 0; step < 5; step++)
        {
            int cube = MultiplyByPowerOfTwo(MultiplyHigh(MultiplyHigh(x, x), x), 2 * IntegerBits);
            x = MultiplyByPowerOfTwo(MultiplyHigh(threeHalves, x) - MultiplyHigh(half, cube), IntegerBits);
        }

        int mantissa = MultiplyHigh(x, Constant(Math.Sqrt(0.5), 0));
        return rightShift < 0 ? (mantissa << -rightShift, 0) : (mantissa, rightShift);
    }

    /// <summary>ln(x) of a sum x ≥ 1 with 12 integer bits; the result has 5.</summary>
    public static int LogOfSum(int x)
    {
        // x = r * 2^power, r near 1, in one of two ways: the one with the smaller r. Powers have a quarter and 6 integer bits.
        const int SumBits = 12, PowerBits = 6;
        int sqrtHalf = Constant(Math.Sqrt(0.5), 0), quarter = Constant(0.25, PowerBits);
        int headroom = BitOperations.LeadingZeroCount((uint)x) - 1;
        int upper = MultiplyByPowerOfTwo(MultiplyHigh(MultiplyByPowerOfTwo(x, headroom), sqrtHalf), 1);
        int upperPower = Constant(SumBits - headroom - 1, PowerBits) + quarter;
        int headroomOfLower = BitOperations.LeadingZeroCount((uint)MultiplyHigh(x, sqrtHalf)) - 1;
        int lower = MultiplyByPowerOfTwo(x, headroomOfLower);
        int lowerPower = Constant(SumBits - headroomOfLower, PowerBits) - quarter;
        int r = Math.Min(upper, lower), power = Math.Max(upperPower, lowerPower);

        // ln(r) by a quotient of polynomials around 2^(-1/4).
        double root = Math.Sqrt(Math.Sqrt(2));
        int centre = Constant(1 / root, 0);
        int mean = HalfSum(r, centre), q = 2 * (r - centre), q2 = MultiplyHigh(q, q);
        int numerator = MultiplyHigh(q, r) + MultiplyHigh(MultiplyHigh(q, q2), Constant(11.0 / 240 * root, 0));
        int denominatorMinusOne = MultiplyHigh(mean, Constant((2 / root) - root, 0) + q + MultiplyHigh(Constant(root / 20, 0), q2))
            + MultiplyHigh(Constant(root / 4, 0), q);
        int ofR = MultiplyHigh(DivideByPowerOfTwo(numerator, PowerBits), OneOverOnePlus(denominatorMinusOne));
        return MultiplyByPowerOfTwo(MultiplyHigh(power, Constant(Math.Log(2), 0)) + ofR, 1);
    }

    /// <summary>(a + b) / 2, ties away from zero.</summary>
    private static int HalfSum(int a, int b)
    {
        long sum = (long)a + b;
        return (int)((sum + (sum >= 0 ? 1 : -1)) / 2);
    }

    /// <summary>exp(a) for a in [-1/4, 0): the Taylor polynomial of fourth degree around -1/8; no integer bits.</summary>
    private static int ExpOfLastQuarter(int a)
    {
        int x = a + (1 << 28);
        int x2 = MultiplyHigh(x, x);
        int x3 = MultiplyHigh(x2, x);
        int x4 = MultiplyHigh(x2, x2);
        int cubicAndQuartic = MultiplyHigh(DivideByPowerOfTwo(x4, 2) + x3, OneThird);
        int fromSquareOn = DivideByPowerOfTwo(cubicAndQuartic + x2, 1);
        return ExpOfMinusOneEighth + MultiplyHigh(ExpOfMinusOneEighth, x + fromSquareOn);
    }

    /// <summary>2 / (1 + a) by three steps of Newton and Raphson; a has no integer bits, the result has 2.</summary>
    private static int ReciprocalOfHalfOfOnePlus(int a)
    {
        int half = (int)(((long)a + One + 1) / 2);
        int x = Constant(48.0 / 17, 2) + MultiplyHigh(half, Constant(-32.0 / 17, 2));
        for (int step = 0; step < 3; step++)
        {
            int error = (1 << 29) - MultiplyHigh(half, x);
            x += MultiplyByPowerOfTwo(MultiplyHigh(x, error), 2);
        }

        return x;
    }
}
