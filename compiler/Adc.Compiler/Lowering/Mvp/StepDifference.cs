namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How far 8-bit values are from what they should be, in steps.</summary>
internal sealed record StepDifference(int MaxAbsLsb, double MeanAbsLsb, double ExactRatio)
{
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
