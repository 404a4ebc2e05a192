namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The exponential of TensorFlow Lite Micro's integer softmax, tabulated.</summary>
/// <remarks>
/// Differences are scaled to Q5.26. exp of the part below 1/4 is a fourth-order polynomial around -1/8; the remaining binary
/// digits multiply it by exp(-1/4), exp(-1/2), … exp(-16), all as Q0.31.
/// </remarks>
internal static class FixedPointExponential
{
    private const int FractionBits = 26;

    /// <summary>exp(-d * scale * beta) for d = 0..255 as Q0.31; 0 where the reference leaves the term out.</summary>
    public static int[] Table(float scale, float beta)
    {
        double real = Math.Min((double)beta * scale * (1 << FractionBits), int.MaxValue);
        QuantizedMultiplier multiplier = QuantizedMultiplier.From(real);
        double radius = Math.Floor(31.0 * (1 << FractionBits) / Math.Pow(2, multiplier.Shift));
        int[] table = new int[256];
        for (int difference = 0; difference < table.Length; difference++)
        {
            if (difference <= radius)
            {
                table[difference] = Exponential(DoublingHighProduct(-difference << Math.Max(multiplier.Shift, 0), multiplier.Multiplier));
            }
        }

        return table;
    }

    // x is Q5.26 and not positive.
    private static int Exponential(int x)
    {
        if (x == 0)
        {
            return int.MaxValue;
        }

        const int Quarter = 1 << (FractionBits - 2);
        int belowQuarter = (x & (Quarter - 1)) - Quarter;
        int result = ExponentialOfQuarter(belowQuarter << 5);
        int rest = belowQuarter - x;
        (int Exponent, int Factor)[] factors =
            [(-2, 1672461947), (-1, 1302514674), (0, 790015084), (1, 290630308), (2, 39332535), (3, 720401), (4, 242)];
        foreach ((int exponent, int factor) in factors)
        {
            if ((rest & (1 << (FractionBits + exponent))) != 0)
            {
                result = DoublingHighProduct(result, factor);
            }
        }

        return result;
    }

    // a is Q0.31 in [-1/4, 0).
    private static int ExponentialOfQuarter(int a)
    {
        const int ExpOfMinusEighth = 1895147668, OneThird = 715827883;
        int x = a + (1 << 28);
        int x2 = DoublingHighProduct(x, x);
        int x3 = DoublingHighProduct(x2, x);
        int x4 = DoublingHighProduct(x2, x2);
        int tail = RoundingShift(DoublingHighProduct(RoundingShift(x4, 2) + x3, OneThird) + x2, 1);
        return ExpOfMinusEighth + DoublingHighProduct(ExpOfMinusEighth, x + tail);
    }

    private static int DoublingHighProduct(int a, int b)
    {
        long product = (long)a * b;
        return (int)((product + (product >= 0 ? 1L << 30 : 1 - (1L << 30))) / (1L << 31));
    }

    private static int RoundingShift(int value, int bits) =>
        (value >> bits) + ((value & ((1 << bits) - 1)) > ((1 << bits) - 1 >> 1) + (value < 0 ? 1 : 0) ? 1 : 0);
}
