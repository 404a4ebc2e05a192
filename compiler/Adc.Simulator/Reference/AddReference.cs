using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>a + b, then the activation.</summary>
internal static class AddReference
{
    public static ConstantData? Evaluate(Add @operator, Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (a, b) => ActivationRange.Apply(@operator.Activation, a + b)),
        ElementType.Int32 => Broadcast.OfIntegers(call, (a, b) => ActivationRange.Apply(@operator.Activation, unchecked(a + b))),
        ElementType.Int8 or ElementType.Int16 => CommonScale.OfSums(call)?.Evaluate(call, @operator.Activation, (a, b) => a + b),
        _ => null,
    };
}
