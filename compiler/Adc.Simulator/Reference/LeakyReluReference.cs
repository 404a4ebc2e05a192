using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>x, or alpha * x below 0; integers are rescaled by one of two factors.</summary>
internal static class LeakyReluReference
{
    public static ConstantData? Evaluate(LeakyRelu @operator, Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => RealElements.Map(call, x => x > 0 ? x : x * @operator.Alpha),
        ElementType.Int8 or ElementType.Int16 => OfIntegers(@operator.Alpha, call),
        _ => null,
    };

    private static ConstantData? OfIntegers(float alpha, Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);

        // Both quotients are taken in float32, as RELU's is.
        Requantizer identity = Requantizer.Of(Math.Min(from.Scale / to.Scale, float.MaxValue));
        Requantizer slope = Requantizer.Of(Math.Min(Math.Abs(from.Scale * alpha) / to.Scale, float.MaxValue));
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(call.Input(0)), value =>
        {
            int distance = value - from.ZeroPoint;
            long scaled = distance >= 0 ? identity.ApplyElementwise(distance, call.Rounding)
                : alpha >= 0 ? slope.ApplyElementwise(distance, call.Rounding)
                : Falling(slope, distance, call.Rounding);
            return (int)Math.Clamp(scaled + to.ZeroPoint, low, high);
        }));
    }

    /// <summary>-factor * distance. TensorFlow Lite 2.9 multiplies by a negative factor, the others change the sign of the result.</summary>
    private static long Falling(Requantizer factor, int distance, Rounding rounding) => rounding == Rounding.Tflite
        ? factor.ApplyElementwise(-distance, rounding)
        : -(long)factor.ApplyElementwise(distance, rounding);
}
