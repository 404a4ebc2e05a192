using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Real numbers as the accelerator stores them.</summary>
internal static class HalfPrecision
{
    /// <summary>Sums are kept 2^-15-fold, so that 65,000 products of 8-bit numbers stay finite.</summary>
    public const double SumScale = 1.0 / 32768;

    public const double Largest = 65504;

    /// <summary>Nearest representable number, ties to even.</summary>
    public static Half Round(double value) => (Half)value;

    /// <summary>The most that rounding can move a number of at most this magnitude: 2^-11 of the power of two at or below it.</summary>
    public static double LargestRounding(double magnitude)
    {
        const int SignificantBits = 11, SmallestExponent = -14;
        return Math.ScaleB(1, Math.Max(Math.ILogB(magnitude), SmallestExponent) - SignificantBits);
    }

    /// <summary>The same number in both lanes of a register.</summary>
    public static MvpComplex Both(double value) => Pair(value, value);

    public static MvpComplex Pair(double real, double imaginary) => new(Bits(real), Bits(imaginary));

    public static ConstantData Array(IEnumerable<double> values) =>
        new(MemoryMarshal.AsBytes<ushort>(values.Select(Bits).ToArray()).ToArray());

    private static ushort Bits(double value) => BitConverter.HalfToUInt16Bits(Round(value));
}
