using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Parts of given sizes along the axis.</summary>
internal static class SplitVReference
{
    public static IReadOnlyList<ConstantData>? Evaluate(SplitV _, Invocation call)
    {
        TensorValue input = call.Input(0);
        int[]? sizes = IndexedElements.Numbers(call.OptionalInput(1));
        bool fits = sizes is not null && sizes.Length == call.Outputs.Count && sizes.Count(size => size == -1) <= 1
            && IndexedElements.Axis(call.OptionalInput(2), input.Type.Shape.Rank) is int axis
            && call.Outputs.Zip(sizes).All(part => part.First.Shape.Rank > axis && (part.Second == -1 || part.Second == part.First.Shape[axis]));
        return fits ? SplitReference.Parts(call, input, call.OptionalInput(2)) : null;
    }
}
