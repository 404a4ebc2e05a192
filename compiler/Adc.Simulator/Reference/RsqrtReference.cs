using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>1 / sqrt(x); int8 by the inverse square root of the distance to the zero point, an integer.</summary>
/// <remarks>
/// An int8 of 0 gives the greatest output. TensorFlow Lite refuses to go on at one below 0; here it gives the greatest output too.
/// </remarks>
internal static class RsqrtReference
{
    /// <summary>Fraction bits of the inverse root before it is rescaled.</summary>
    private const int FractionBits = 20;

    public static ConstantData? Evaluate(Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => RealElements.Map(call, x => 1f / MathF.Sqrt(x)),
        ElementType.Int8 => OfIntegers(call),
        _ => null,
    };

    private static ConstantData? OfIntegers(Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        Requantizer scale = Requantizer.Of(1 / (double)(MathF.Sqrt(from.Scale) * to.Scale));
        return IntegerElements.Write(ElementType.Int8, Array.ConvertAll(IntegerElements.Read(call.Input(0)), value =>
        {
            int distance = value - from.ZeroPoint;
            return distance <= 0 ? sbyte.MaxValue
                : (int)Math.Clamp((long)Scaled(distance, scale, call.Rounding) + to.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
        }));
    }

    private static int Scaled(int distance, Requantizer scale, Rounding rounding)
    {
        (int mantissa, int rightShift) = FixedPoint.InverseSquareRoot(distance);
        int root = new Requantizer(mantissa, FractionBits - rightShift).ApplyElementwise(1, rounding);
        var withoutFraction = new Requantizer(scale.Mantissa, scale.Exponent - FractionBits);
        return withoutFraction.Exponent < -31 ? 0 : withoutFraction.ApplyElementwise(root, rounding);
    }
}
