using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>exp(beta * x) over its sum along the last axis.</summary>
/// <remarks>int8: integers only for TensorFlow Lite Micro, a table of float32 exponentials otherwise. int16: interpolated tables.</remarks>
internal static class SoftmaxReference
{
    /// <summary>Integer bits of a scaled difference to the row's greatest element, and of the sum of exponentials.</summary>
    private const int DifferenceBits = 5, SumBits = 12;

    public static ConstantData? Evaluate(Softmax @operator, Invocation call) => (call.Output.Shape.Rank, call.CommonElement) switch
    {
        (0, _) => null,
        (_, ElementType.Float32) =>
            ConstantData.Of<float>(Rows.Map(call, call.Input(0).Data.ToArray<float>(), row => OfReals(row, @operator.Beta))),
        (_, ElementType.Int8 or ElementType.Int16) when RowFunction(@operator.Beta, call) is { } ofRow =>
            IntegerElements.Write(call.Output.Element, Rows.Map(call, IntegerElements.Read(call.Input(0)), ofRow)),
        _ => null,
    };

    private static Func<int[], int[]>? RowFunction(float beta, Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        if (call.Output.Element == ElementType.Int16)
        {
            return beta > 0 && from.ZeroPoint == 0 ? ShortSoftmax.RowFunction(beta, from.Scale, Rows.Depth(call), call.Rounding) : null;
        }

        if (call.Rounding != Rounding.Tflm)
        {
            return row => OfTable(row, beta, from.Scale, to);
        }

        // The integer kernel knows no falling functions, and no rows whose sum may leave its integer bits.
        double factor = Math.Min((double)beta * from.Scale * (1 << (31 - DifferenceBits)), int.MaxValue);
        return factor >= 0 && Rows.Depth(call) < 1 << SumBits ? row => OfIntegers(row, Requantizer.Of(factor)) : null;
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
    /// <param name="scale">From a step of the input to fixed point.</param>
    private static int[] OfIntegers(int[] row, Requantizer scale)
    {
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
        return Array.ConvertAll(exponentials, exponential =>
        {
            if (exponential is not { } e)
            {
                return sbyte.MinValue;
            }

            int steps = FixedPoint.DivideByPowerOfTwo(FixedPoint.MultiplyHigh(reciprocal, e), bitsOverUnit + 31 - 8);
            return Math.Clamp(steps - 128, sbyte.MinValue, sbyte.MaxValue);
        });
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
}
