using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The greater or the lesser of two elements; of a NaN and a number, the second operand.</summary>
/// <remarks>The formats' kernels compare quantized integers as they are, which means something only with one quantization.</remarks>
internal static class ExtremumReference
{
    public static ConstantData? Evaluate(Extremum @operator, Invocation call) => Broadcast.ElementOf(call) switch
    {
        ElementType.Float32 => Broadcast.OfReals(call, (a, b) => (@operator.IsGreatest ? a > b : a < b) ? a : b),
        ElementType element when IntegerElements.Holds(element) && HaveOneQuantization(call) =>
            Broadcast.OfIntegers(call, @operator.IsGreatest ? Math.Max : Math.Min),
        _ => null,
    };

    private static bool HaveOneQuantization(Invocation call) => call.Inputs.All(input => Equals(input!.Type.Quantization, call.Output.Quantization));
}
