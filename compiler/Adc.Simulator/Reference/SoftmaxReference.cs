using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>exp(beta * x) over its sum along the last axis.</summary>
/// <remarks>int8: integers only for TensorFlow Lite Micro, a table of float32 exponentials otherwise.</remarks>
internal static class SoftmaxReference
{
    /// <summary>Integer bits of a scaled difference to the row's greatest element, and of the sum of exponentials.</summary>
    private const int DifferenceBits = 5, SumBits = 12;

    /// <summary>More exponentials of 1 than this leave the integer bits of the sum.</summary>
    private const int MostOfIntegers = (1 << SumBits) - 1;

    public static ConstantData? Evaluate(Softmax @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        if (call.Output.Shape.Rank == 0)
        {
            return null;
        }

        int depth = call.Output.Shape.Extents[^1];
        if (call.CommonElement == ElementType.Float32)
        {
            return ConstantData.Of<float>(RowByRow(input.Data.ToArray<float>(), depth, row => OfReals(row, @operator.Beta)));
        }

        if (call.CommonElement != ElementType.Int8 || input.Type.Quantization is not { } from || call.Output.Quantization is not { } to)
        {
            return null;
        }

        if (call.Rounding == Rounding.Tflm && depth > MostOfIntegers)
        {
            return null;
        }

        return IntegerElements.Write(ElementType.Int8, RowByRow(IntegerElements.Read(input), depth, row =>
            call.Rounding == Rounding.Tflm ? OfIntegers(row, @operator.Beta, from.Scale) : OfTable(row, @operator.Beta, from.Scale, to)));
    }

    private static float[] OfReals(float[] row, float beta)
    {
        float greatest = row.Max();
        float[] exponentials = Array.ConvertAll(row, x => RealFunctions.Exp((x - greatest) * beta));
        float sum = Sum(exponentials);
        return Array.ConvertAll(exponentials, exponential => exponential / sum);
    }

    private static int[] OfTable(int[] row, float beta, float inputScale, Quantization output)
    {
        int greatest = row.Max();
        float negativeScale = -inputScale * beta;
        float[] exponentials = Array.ConvertAll(row, x => RealFunctions.Exp(negativeScale * (greatest - x)));
        float perStep = 1f / (Sum(exponentials) * output.Scale);
        return Array.ConvertAll(exponentials, exponential => (int)Math.Clamp(
            (double)MathF.Round(exponential * perStep, MidpointRounding.AwayFromZero) + output.ZeroPoint, sbyte.MinValue, sbyte.MaxValue));
    }

    /// <summary>The output has scale 1/256 and zero point -128 whatever its type says.</summary>
    private static int[] OfIntegers(int[] row, float beta, float inputScale)
    {
        double factor = Math.Min((double)beta * inputScale * (1 << (31 - DifferenceBits)), int.MaxValue);
        Requantizer scale = Requantizer.Of(factor);
        int leastDifference = -(int)Math.Floor(Math.ScaleB((1 << DifferenceBits) - 1, 31 - DifferenceBits - scale.Exponent));

        // A difference too far below the greatest element to be representable contributes nothing and yields the least output.
        int greatest = row.Max();
        int?[] exponentials = Array.ConvertAll(row, x => x - greatest < leastDifference
            ? (int?)null
            : FixedPoint.ExpOfNegative(scale.Apply(x - greatest, Rounding.Tflm), DifferenceBits));

        int sum = exponentials.OfType<int>().Sum(exponential => FixedPoint.DivideByPowerOfTwo(exponential, SumBits));

        // sum = (1 + fraction) * 2^bitsOverUnit, the fraction without integer bits.
        int leadingZeros = BitOperations.LeadingZeroCount((uint)sum);
        int bitsOverUnit = SumBits - leadingZeros;
        int fraction = (int)(((uint)sum << leadingZeros) - (1u << 31));
        int reciprocal = FixedPoint.OneOverOnePlus(fraction);
        return Array.ConvertAll(exponentials, exponential => exponential is { } e
            ? Math.Clamp(FixedPoint.DivideByPowerOfTwo(FixedPoint.MultiplyHigh(reciprocal, e), bitsOverUnit + 31 - 8) - 128, sbyte.MinValue, sbyte.MaxValue)
            : sbyte.MinValue);
    }

    private static float Sum(float[] values)
    {
        float sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static T[] RowByRow<T>(T[] values, int depth, Func<T[], T[]> ofRow) =>
        [.. values.Chunk(Math.Max(1, depth)).SelectMany(ofRow)];
}
