using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>exp(x) in float32; TensorFlow Lite Micro has no other.</summary>
internal static class ExpReference
{
    public static ConstantData? Evaluate(Invocation call) =>
        call.CommonElement == ElementType.Float32 ? RealElements.Map(call, RealFunctions.Exp) : null;
}
