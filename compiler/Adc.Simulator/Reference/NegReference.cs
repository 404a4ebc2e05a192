using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>-x in float32; TensorFlow Lite Micro has no other.</summary>
internal static class NegReference
{
    public static ConstantData? Evaluate(Invocation call) =>
        call.CommonElement == ElementType.Float32 ? RealElements.Map(call, x => -x) : null;
}
