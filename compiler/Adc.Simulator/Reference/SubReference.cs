using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>a - b, then the activation.</summary>
/// <remarks>
/// TensorFlow Lite for hosts adds b with a negated factor, so that ties in the rescaling of b go the other way; the
/// others subtract, and take the quotients of the scales in float32.
/// </remarks>
internal static class SubReference
{
    public static ConstantData? Evaluate(Sub @operator, Invocation call) => (Broadcast.ElementOf(call), call.Rounding) switch
    {
        (ElementType.Float32, _) => Broadcast.OfReals(call, (a, b) => ActivationRange.Apply(@operator.Activation, a - b)),
        (ElementType.Int32, _) => Broadcast.OfIntegers(call, (a, b) => ActivationRange.Apply(@operator.Activation, unchecked(a - b))),
        (ElementType.Int8 or ElementType.Int16, Rounding.Tflite) =>
            CommonScale.OfSums(call)?.WithNegatedB().Evaluate(call, @operator.Activation, (a, b) => a + b),
        (ElementType.Int8 or ElementType.Int16, _) =>
            CommonScale.OfDifferencesInFloat32(call)?.Evaluate(call, @operator.Activation, (a, b) => a - b),
        _ => null,
    };
}
