using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>exp(beta * x) over its sum along the last axis.</summary>
/// <remarks>int8: integers only for TensorFlow Lite Micro, a table of float32 exponentials otherwise. int16: interpolated tables.</remarks>
internal static class SoftmaxReference
{
    /// <summary>Integer bits of a scaled difference to the row's greatest element, and of the sum of exponentials.</summary>
    public const int DifferenceBits = 5, SumBits = 12;

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

        return Scale(beta, from.Scale, Rows.Depth(call)) is { } scale ? row => OfIntegers(row, scale) : null;
    }

    /// <summary>From a step of the input to fixed point; null where the integer kernel has no meaning.</summary>
    public static Requantizer? Scale(float beta, float inputScale, int depth)
    {
        // It knows no falling functions, and no rows whose sum may leave its integer bits.
        double factor = Math.Min((double)beta * inputScale * (1 << (31 - DifferenceBits)), int.MaxValue);
        return factor >= 0 && depth < 1 << SumBits ? Requantizer.Of(factor) : null;
    }

    /// <summary>A difference further below the greatest element is not representable: it contributes nothing and yields the least output.</summary>
    public static int LeastDifference(Requantizer scale) =>
        -(int)Math.Floor(Math.ScaleB((1 << DifferenceBits) - 1, 31 - DifferenceBits - scale.Exponent));

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
        int leastDifference = LeastDifference(scale), greatest = row.Max();
        int?[] exponentials = Array.ConvertAll(row, x => x - greatest < leastDifference
            ? (int?)null
            : FixedPoint.ExpOfNegative(scale.Apply(x - greatest, Rounding.Tflm), DifferenceBits));

        int sum = exponentials.OfType<int>().Sum(exponential => FixedPoint.DivideByPowerOfTwo(exponential, SumBits));
        (int reciprocal, int shift) = Reciprocal(sum);
        return Array.ConvertAll(exponentials, exponential => exponential is { } e ? (int)Share(e, reciprocal, shift) : sbyte.MinValue);
    }

    /// <summary>One over a sum of exponentials, without integer bits, and by how much a product with it is shifted to become steps.</summary>
    public static (int Mantissa, int Shift) Reciprocal(int sum)
    {
        // sum = (1 + fraction) * 2^bitsOverUnit, the fraction without integer bits.
        int leadingZeros = BitOperations.LeadingZeroCount((uint)sum);
        int bitsOverUnit = SumBits - leadingZeros;
        int fraction = (int)(((uint)sum << leadingZeros) - (1u << 31));
        return (FixedPoint.OneOverOnePlus(fraction), bitsOverUnit + 31 - 8);
    }

    /// <summary>An exponential's share of the sum in the output's steps.</summary>
    public static sbyte Share(int exponential, int reciprocal, int shift) => (sbyte)Math.Clamp(
        FixedPoint.DivideByPowerOfTwo(FixedPoint.MultiplyHigh(reciprocal, exponential), shift) - 128, sbyte.MinValue, sbyte.MaxValue);

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
