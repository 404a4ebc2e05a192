using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The square root in float32; TensorFlow Lite Micro has no other.</summary>
internal static class SqrtReference
{
    public static ConstantData? Evaluate(Invocation call) =>
        call.CommonElement == ElementType.Float32 ? RealElements.Map(call, MathF.Sqrt) : null;
}
