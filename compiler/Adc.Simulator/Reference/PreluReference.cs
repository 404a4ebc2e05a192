using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>x where it is not negative, x * slope elsewhere.</summary>
internal static class PreluReference
{
    public static ConstantData? Evaluate(Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (x, slope) => x >= 0 ? x : x * slope),
        ElementType.Int8 => OfQuantized(call),
        _ => null,
    };

    private static ConstantData? OfQuantized(Invocation call)
    {
        if (Broadcast.QuantizationsOf(call) is not var (from, slopes, to))
        {
            return null;
        }

        // TensorFlow Lite for hosts computes the factors in float32, the others in double.
        bool inFloat32 = call.Rounding == Rounding.Tflite;
        Requantizer positive = Requantizer.Of(inFloat32 ? from.Scale / to.Scale : (double)from.Scale / to.Scale);
        Requantizer negative = Requantizer.Of(
            inFloat32 ? from.Scale * slopes.Scale / to.Scale : (double)from.Scale * slopes.Scale / to.Scale);
        return Broadcast.OfIntegers(call, (element, slope) =>
        {
            int x = element - from.ZeroPoint;
            long scaled = x >= 0
                ? positive.ApplyElementwise(x, call.Rounding)
                : negative.ApplyElementwise(x * (slope - slopes.ZeroPoint), call.Rounding);
            return (int)Math.Clamp(scaled + to.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
        });
    }
}
