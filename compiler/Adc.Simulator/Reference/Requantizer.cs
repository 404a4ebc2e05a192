using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>A positive real factor as the integer path holds it: Mantissa / 2^31 * 2^Exponent, Mantissa 0 or in [2^30, 2^31).</summary>
/// <remarks>
/// Factors below 2^-32 become 0, and factors of 2^31 and more the greatest one below, so that every shift is defined.
/// </remarks>
public readonly record struct Requantizer(int Mantissa, int Exponent)
{
    private const int FractionBits = 31;

    private static readonly Requantizer Greatest = new(int.MaxValue, 31);

    /// <summary>The representable factor nearest to a real one, ties away from zero.</summary>
    public static Requantizer Of(double factor)
    {
        if (!(factor >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "a requantization factor is not negative");
        }

        if (factor == 0 || double.IsInfinity(factor))
        {
            return factor == 0 ? default : Greatest;
        }

        int exponent = Math.ILogB(factor) + 1;
        long mantissa = (long)Math.Round(Math.ScaleB(factor, FractionBits - exponent), MidpointRounding.AwayFromZero);
        if (mantissa == 1L << FractionBits)
        {
            mantissa /= 2;
            exponent++;
        }

        return exponent switch
        {
            < -31 => default,
            > 31 => Greatest,
            _ => new((int)mantissa, exponent),
        };
    }

    /// <summary>value * factor, rounded to an integer.</summary>
    /// <remarks>
    /// The roundings in two steps wrap a value that leaves 32 bits when it is shifted left, as their kernels do; the one in
    /// one step saturates.
    /// </remarks>
    public int Apply(int value, Rounding rounding) => rounding switch
    {
        Rounding.Tflm => FixedPoint.DivideByPowerOfTwo(ShiftAndMultiply(value), Math.Max(0, -Exponent)),
        Rounding.Tflite => (int)DivideTiesUp(ShiftAndMultiply(value), Math.Max(0, -Exponent)),
        Rounding.Single => (int)Math.Clamp(DivideTiesUp((long)value * Mantissa, FractionBits - Exponent), int.MinValue, int.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "no such rounding"),
    };

    /// <summary>As <see cref="Apply"/>, for operators that are no matrix products.</summary>
    /// <remarks>
    /// TensorFlow Lite for hosts has its ties-up from its matrix library alone; its other kernels round as those of
    /// TensorFlow Lite Micro.
    /// </remarks>
    public int ApplyElementwise(int value, Rounding rounding) => Apply(value, Elementwise(rounding));

    /// <summary>How operators that are no matrix products round.</summary>
    internal static Rounding Elementwise(Rounding rounding) => rounding == Rounding.Tflite ? Rounding.Tflm : rounding;

    /// <summary>True when <see cref="ApplyWide"/> has a meaning: its shift to the right has to be 8 or more.</summary>
    public bool ServesWide => Exponent <= 7;

    /// <summary>A sum of 64 bits times the factor, which is rounded to 15 bits first; one rounding, ties up, whatever the library.</summary>
    public int ApplyWide(long value)
    {
        long mantissa = Math.Min((Mantissa + (1L << 15)) >> 16, short.MaxValue);
        return unchecked((int)DivideTiesUp(value * mantissa, 15 - Exponent));
    }

    private int ShiftAndMultiply(int value) => FixedPoint.MultiplyHigh(unchecked(value << Math.Max(0, Exponent)), Mantissa);

    private static long DivideTiesUp(long value, int power) => power == 0 ? value : (value + (1L << (power - 1))) >> power;
}
