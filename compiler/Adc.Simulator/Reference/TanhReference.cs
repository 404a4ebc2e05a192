using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Hyperbolic tangent: fixed point for TensorFlow Lite Micro, a table of float32 results otherwise; int16 by samples.</summary>
internal static class TanhReference
{
    public static ConstantData? Evaluate(Invocation call) => (call.CommonElement, call.Rounding) switch
    {
        (ElementType.Float32, _) => RealElements.Map(call, RealFunctions.Tanh),
        (ElementType.Int8, Rounding.Tflm) => FixedPointTable.Evaluate(call, OfFixedPoint),
        (ElementType.Int8, _) => LookupTable.Evaluate(call, RealFunctions.Tanh),
        (ElementType.Int16, _) => ShortSigmoid.Tanh(call),
        _ => null,
    };

    // The result has scale 1/128 and zero point 0.
    private static int OfFixedPoint(int x) =>
        FixedPoint.DivideByPowerOfTwo(FixedPoint.Tanh(x, FixedPointTable.IntegerBits), 24);
}
