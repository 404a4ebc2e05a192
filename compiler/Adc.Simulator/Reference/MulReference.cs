using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>a * b, then the activation.</summary>
internal static class MulReference
{
    public static ConstantData? Evaluate(Mul @operator, Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (a, b) => ActivationRange.Apply(@operator.Activation, a * b)),
        ElementType.Int32 => Broadcast.OfIntegers(call, (a, b) => ActivationRange.Apply(@operator.Activation, unchecked(a * b))),
        ElementType.Int8 or ElementType.Int16 => OfQuantized(@operator, call),
        _ => null,
    };

    private static ConstantData? OfQuantized(Mul @operator, Invocation call)
    {
        if (Broadcast.QuantizationsOf(call) is not var (left, right, output))
        {
            return null;
        }

        // TensorFlow Lite for hosts computes the factor in float32, the others in double.
        double factor = call.Rounding == Rounding.Tflite ? left.Scale * right.Scale / output.Scale : (double)left.Scale * right.Scale / output.Scale;
        Requantizer scale = Requantizer.Of(factor);
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        return Broadcast.OfIntegers(call, (a, b) =>
        {
            long scaled = scale.ApplyElementwise((a - left.ZeroPoint) * (b - right.ZeroPoint), call.Rounding);
            return (int)Math.Min(Math.Max(scaled + output.ZeroPoint, low), high);
        });
    }
}
