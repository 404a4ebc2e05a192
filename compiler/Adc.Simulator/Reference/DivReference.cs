using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>a / b, then the activation. Integers are cut towards zero; a division by zero has no value.</summary>
internal static class DivReference
{
    public static ConstantData? Evaluate(Div @operator, Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (a, b) => ActivationRange.Apply(@operator.Activation, a / b)),
        ElementType.Int32 when !IntegerElements.Read(call.Input(1)).Contains(0) =>
            Broadcast.OfIntegers(call, (a, b) => ActivationRange.Apply(@operator.Activation, unchecked((int)((long)a / b)))),
        _ => null,
    };
}
