using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A positive real factor as Multiplier * 2^(Shift - 31), with Multiplier in [2^30, 2^31).</summary>
internal readonly record struct QuantizedMultiplier(int Multiplier, int Shift)
{
    public static QuantizedMultiplier From(double real)
    {
        if (real == 0)
        {
            return new(0, 0);
        }

        int shift = Math.ILogB(real) + 1;
        long multiplier = (long)Math.Round(Math.ScaleB(real, 31 - shift), MidpointRounding.AwayFromZero);
        if (multiplier == 1L << 31)
        {
            multiplier /= 2;
            shift++;
        }

        // Below 2^-31 every sum scales to zero; the formats cannot shift further.
        return shift < -31 ? new(0, 0) : new((int)multiplier, shift);
    }

    /// <summary>Scales a sum as the chosen reference does.</summary>
    /// <param name="sum">Must not leave 32 bits when shifted left by a positive <see cref="Shift"/>.</param>
    public int Apply(int sum, Rounding rounding)
    {
        if (rounding == Rounding.Single)
        {
            int total = 31 - Shift;
            return (int)((((long)sum * Multiplier) + (1L << (total - 1))) >> total);
        }

        long product = (long)(sum << Math.Max(Shift, 0)) * Multiplier;
        long high = (product + (product >= 0 ? 1L << 30 : 1 - (1L << 30))) / (1L << 31);
        int right = Math.Max(-Shift, 0);
        if (right == 0)
        {
            return (int)high;
        }

        long half = 1L << (right - 1);
        return rounding == Rounding.Tflite
            ? (int)((high + half) >> right)
            : (int)((high + half - (high < 0 ? 1 : 0)) >> right);
    }
}
