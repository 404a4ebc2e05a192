using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>x - max - ln(sum of exp(x - max)) along the last axis.</summary>
/// <remarks>
/// int8: integers only for TensorFlow Lite Micro, a table of float32 exponentials otherwise; either way the output has scale 1/16 and
/// zero point 127.
/// </remarks>
internal static class LogSoftmaxReference
{
    /// <summary>Integer bits of a scaled difference to the row's greatest element, of the sum of exponentials, of the result.</summary>
    private const int DifferenceBits = 5, SumBits = 12, OutputBits = 4;

    public static ConstantData? Evaluate(Invocation call) => (call.Output.Shape.Rank, call.CommonElement) switch
    {
        (0, _) => null,
        (_, ElementType.Float32) => ConstantData.Of<float>(Rows.Map(call, call.Input(0).Data.ToArray<float>(), OfReals)),
        (_, ElementType.Int8) when RowFunction(call) is { } ofRow =>
            IntegerElements.Write(ElementType.Int8, Rows.Map(call, IntegerElements.Read(call.Input(0)), ofRow)),
        _ => null,
    };

    private static Func<int[], int[]>? RowFunction(Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        if (call.Rounding != Rounding.Tflm)
        {
            return row => OfTable(row, from.Scale, to);
        }

        // The integer kernel knows no steps below its own, and no rows whose sum may leave its integer bits.
        double factor = Math.Min((double)from.Scale * (1 << (31 - DifferenceBits)), int.MaxValue);
        return factor > 1 && Rows.Depth(call) < 1 << SumBits ? row => OfIntegers(row, Requantizer.Of(factor)) : null;
    }

    private static float[] OfReals(float[] row)
    {
        float greatest = row.Max();
        float sum = 0;
        foreach (float x in row)
        {
            sum += RealFunctions.Exp(x - greatest);
        }

        float logarithm = RealFunctions.Log(sum);
        return Array.ConvertAll(row, x => x - greatest - logarithm);
    }

    private static int[] OfTable(int[] row, float inputScale, Quantization output)
    {
        int greatest = row.Max();
        float sum = 0;
        foreach (int x in row)
        {
            sum += RealFunctions.Exp(-inputScale * (greatest - x));
        }

        float stepsPerStep = inputScale / output.Scale;
        float offset = ((inputScale * greatest) + RealFunctions.Log(sum)) / output.Scale;
        return Array.ConvertAll(row, x => (int)Math.Clamp(
            (double)MathF.Round((stepsPerStep * x) - offset, MidpointRounding.ToEven) + output.ZeroPoint, sbyte.MinValue, sbyte.MaxValue));
    }

    /// <param name="scale">From a step of the input to fixed point.</param>
    private static int[] OfIntegers(int[] row, Requantizer scale)
    {
        Requantizer backToSteps = Requantizer.Of(Math.ScaleB(1.0, 31 - scale.Exponent) / scale.Mantissa);
        int leastDifference = -(int)Math.Floor(Math.ScaleB((1 << DifferenceBits) - 1, 31 - DifferenceBits - scale.Exponent));
        int greatest = row.Max();
        int sum = 0;
        foreach (int difference in row.Select(x => x - greatest).Where(difference => difference >= leastDifference))
        {
            int exponential = FixedPoint.ExpOfNegative(scale.Apply(difference, Rounding.Tflm), DifferenceBits);
            sum += FixedPoint.DivideByPowerOfTwo(exponential, SumBits);
        }

        // From here on down, the difference minus the logarithm is not representable.
        int logarithm = FixedPoint.LogOfSum(sum);
        int leastUsed = Math.Max(leastDifference - 1, backToSteps.Apply(logarithm + int.MinValue, Rounding.Tflm));
        return Array.ConvertAll(row, x =>
        {
            if (x - greatest <= leastUsed)
            {
                return sbyte.MinValue;
            }

            int result = unchecked(scale.Apply(x - greatest, Rounding.Tflm) - logarithm);
            int steps = FixedPoint.DivideByPowerOfTwo(result, 31 - DifferenceBits - OutputBits) + sbyte.MaxValue;
            return Math.Clamp(steps, sbyte.MinValue, sbyte.MaxValue);
        });
    }
}
