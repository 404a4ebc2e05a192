using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>1 / (1 + exp(-x)): fixed point for TensorFlow Lite Micro, a table of float32 results otherwise; int16 by samples.</summary>
internal static class LogisticReference
{
    public static ConstantData? Evaluate(Invocation call) => (call.CommonElement, call.Rounding) switch
    {
        (ElementType.Float32, _) => RealElements.Map(call, RealFunctions.Logistic),
        (ElementType.Int8, Rounding.Tflm) => FixedPointTable.Evaluate(call, OfFixedPoint),
        (ElementType.Int8, _) => LookupTable.Evaluate(call, RealFunctions.Logistic),
        (ElementType.Int16, _) => ShortSigmoid.Logistic(call),
        _ => null,
    };

    // The result has scale 1/256 and zero point -128.
    private static int OfFixedPoint(int x) =>
        FixedPoint.DivideByPowerOfTwo(FixedPoint.Logistic(x, FixedPointTable.IntegerBits), 23) - 128;
}
