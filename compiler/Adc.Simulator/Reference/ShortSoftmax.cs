using System.Numerics;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>SOFTMAX of int16: exponentials and the reciprocal of their sum from interpolated tables.</summary>
/// <remarks>The output has scale 1/32768 and zero point 0 whatever its type says.</remarks>
internal static class ShortSoftmax
{
    /// <summary>exp(-10 … 0) of -32768 … 32767, with 15 fraction bits.</summary>
    private static readonly InterpolatedTable Exponential = InterpolatedTable.Of(-10.0, 0.0, 32768.0, Math.Exp);

    /// <summary>1 / (1 + 0 … 1) of -32768 … 32767, with 15 fraction bits.</summary>
    private static readonly InterpolatedTable Reciprocal = InterpolatedTable.Of(0f, 1f, 32768f, x => 1f / (1f + x));

    private static readonly InterpolatedTable ReciprocalByDouble = InterpolatedTable.Of(0.0, 1.0, 32768.0, x => 1 / (1 + x));

    /// <summary>The softmax of a row, or null when a sum of so many exponentials may leave 32 bits.</summary>
    public static Func<int[], int[]>? RowFunction(float beta, float inputScale, int depth, Rounding rounding)
    {
        if (depth > 1 << 16)
        {
            return null;
        }

        // A difference of 65535 steps of the table is one of 10.
        Requantizer scale = Requantizer.Of((double)inputScale * beta / (10.0 / 65535));
        InterpolatedTable reciprocal = rounding == Rounding.Tflite ? ReciprocalByDouble : Reciprocal;
        return row => OfRow(row, scale, reciprocal, rounding);
    }

    private static int[] OfRow(int[] row, Requantizer scale, InterpolatedTable reciprocals, Rounding rounding)
    {
        int greatest = row.Max();
        int[] exponentials = Array.ConvertAll(row, x =>
            Exponential.At((int)Math.Clamp((long)scale.ApplyElementwise(x - greatest, rounding) + short.MaxValue, short.MinValue, short.MaxValue)));
        int sum = exponentials.Sum();

        // sum = (1 + fraction) * 2^(leading bit); the fraction as an int16 of the table.
        int leadingBit = 31 - BitOperations.LeadingZeroCount((uint)sum);
        long fraction = ((((long)sum << (30 - leadingBit)) + (1 << 13)) >> 14) - (1 << 16) - (1 << 15);
        int reciprocal = reciprocals.At((int)Math.Clamp(fraction, short.MinValue, short.MaxValue));
        return Array.ConvertAll(exponentials, exponential =>
            (int)Math.Clamp((((long)exponential * reciprocal) + (1L << (leadingBit - 1))) >> leadingBit, 0, short.MaxValue));
    }
}
