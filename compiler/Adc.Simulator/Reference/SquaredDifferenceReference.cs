using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>(a - b)^2.</summary>
internal static class SquaredDifferenceReference
{
    public static ConstantData? Evaluate(Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (a, b) => (a - b) * (a - b)),
        ElementType.Int32 => Broadcast.OfIntegers(call, (a, b) => unchecked((a - b) * (a - b))),
        ElementType.Int8 => CommonScale.OfSquares(call)?.Evaluate(call, Activation.None, (a, b) => (a - b) * (a - b)),
        _ => null,
    };
}
