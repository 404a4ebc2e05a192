using System.Runtime.InteropServices;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How far 8-bit values are from what they should be, in steps.</summary>
internal sealed record StepDifference(int MaxAbsLsb, double MeanAbsLsb, double ExactRatio)
{
    /// <summary>Compares int32 with fractional bits and numbers of half precision; what is less than half a step away counts as equal.</summary>
    /// <remarks>Values beyond int8 count as its ends: half precision is no better there than the int8 output was.</remarks>
    /// <param name="radix">Fractional bits of the expected values.</param>
    /// <param name="halfRadix">Power of two that the actual values are multiplied with.</param>
    /// <param name="steps">Quantization of the int8 output.</param>
    public static StepDifference OfHalves(
        IReadOnlyList<ReadOnlyMemory<byte>> expected, IReadOnlyList<ReadOnlyMemory<byte>> actual, int radix, int halfRadix, Quantization steps)
    {
        double sum = 0, largest = 0;
        long equal = 0, count = 0;
        for (int row = 0; row < expected.Count; row++)
        {
            ReadOnlySpan<int> want = MemoryMarshal.Cast<byte, int>(expected[row].Span);
            ReadOnlySpan<Half> have = MemoryMarshal.Cast<byte, Half>(actual[row].Span);
            for (int index = 0; index < want.Length; index++)
            {
                double difference = Math.Abs(InSteps(Math.ScaleB((double)want[index], -radix), steps) - InSteps(Math.ScaleB((double)have[index], -halfRadix), steps));
                sum += difference;
                equal += difference < 0.5 ? 1 : 0;
                largest = Math.Max(largest, difference);
            }

            count += want.Length;
        }

        double total = Math.Max(1, count);
        return new StepDifference((int)Math.Min(Math.Round(largest, MidpointRounding.AwayFromZero), int.MaxValue), sum / total, equal / total);
    }

    private static double InSteps(double real, Quantization steps) => Math.Clamp((real / steps.Scale) + steps.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Compares row by row; bytes behind the end of an expected row do not count.</summary>
    public static StepDifference Between(IReadOnlyList<ReadOnlyMemory<byte>> expected, IReadOnlyList<ReadOnlyMemory<byte>> actual)
    {
        long sum = 0, equal = 0, count = 0;
        int largest = 0;
        for (int row = 0; row < expected.Count; row++)
        {
            ReadOnlySpan<byte> want = expected[row].Span, have = actual[row].Span;
            for (int index = 0; index < want.Length; index++)
            {
                int difference = Math.Abs((sbyte)want[index] - (sbyte)have[index]);
                sum += difference;
                equal += difference == 0 ? 1 : 0;
                largest = Math.Max(largest, difference);
            }

            count += want.Length;
        }

        return new StepDifference(largest, sum / (double)Math.Max(1, count), equal / (double)Math.Max(1, count));
    }
}
