using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>x over the length of its row; int8 with the inverse root of an integer sum of squares.</summary>
internal static class L2NormalizationReference
{
    /// <summary>The output of int8 has scale 1/128 and zero point 0 whatever its type says.</summary>
    private const int OutputFractionBits = 7;

    /// <summary>Most elements whose squares, at most 255 * 255, cannot leave 32 bits when summed.</summary>
    private const int MostColumns = int.MaxValue / (255 * 255);

    private const float LeastLength = 1e-6f;

    public static ConstantData? Evaluate(Invocation call) => (call.Output.Shape.Rank, call.CommonElement) switch
    {
        (0, _) => null,
        (_, ElementType.Float32) => ConstantData.Of<float>(Rows.Map(call, call.Input(0).Data.ToArray<float>(), OfReals)),
        (_, ElementType.Int8) => OfIntegers(call),
        _ => null,
    };

    private static float[] OfReals(float[] row)
    {
        float squares = 0;
        foreach (float x in row)
        {
            squares += x * x;
        }

        float length = MathF.Max(MathF.Sqrt(squares), LeastLength);
        return Array.ConvertAll(row, x => x / length);
    }

    private static ConstantData? OfIntegers(Invocation call)
    {
        if (call.PerTensor is not var (from, _) || Rows.Depth(call) > MostColumns)
        {
            return null;
        }

        return IntegerElements.Write(ElementType.Int8, Rows.Map(call, IntegerElements.Read(call.Input(0)), row =>
        {
            int[] distances = Array.ConvertAll(row, value => value - from.ZeroPoint);
            (int mantissa, int rightShift) = FixedPoint.InverseSquareRoot(distances.Sum(distance => distance * distance));
            var scale = new Requantizer(mantissa, OutputFractionBits - rightShift);
            return Array.ConvertAll(distances, distance =>
                Math.Clamp(scale.ApplyElementwise(distance, call.Rounding), sbyte.MinValue, sbyte.MaxValue));
        }));
    }
}
