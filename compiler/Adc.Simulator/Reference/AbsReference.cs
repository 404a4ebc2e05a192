using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The magnitude; for integers that of the distance to the zero point, rescaled.</summary>
internal static class AbsReference
{
    public static ConstantData? Evaluate(Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => RealElements.Map(call, MathF.Abs),
        ElementType.Int8 or ElementType.Int16 => OfIntegers(call),
        _ => null,
    };

    private static ConstantData? OfIntegers(Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);

        // The quotient is taken in float32, as RELU's is.
        Requantizer scale = Requantizer.Of(Math.Min(from.Scale / to.Scale, float.MaxValue));
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(call.Input(0)), value =>
        {
            long scaled = scale.ApplyElementwise(Math.Abs(value - from.ZeroPoint), call.Rounding);
            return (int)Math.Clamp(scaled + to.ZeroPoint, low, high);
        }));
    }
}
