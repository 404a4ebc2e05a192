using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Output i holds the elements at place i of the axis.</summary>
internal static class UnpackReference
{
    public static IReadOnlyList<ConstantData>? Evaluate(Unpack @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        int axis = @operator.Axis;
        bool fits = axis >= 0 && axis < input.Type.Shape.Rank && call.Outputs.Count == input.Type.Shape[axis]
            && call.Outputs.All(part => part.Element == input.Type.Element && part.Shape.Rank == input.Type.Shape.Rank - 1);
        ConstantData?[] parts = !fits ? [null] : [.. call.Outputs.Select((part, place) =>
            IndexedElements.Collect(part, index => IndexedElements.At(input, [.. index[..axis], place, .. index[axis..]])))];
        return parts.Any(part => part is null) ? null : [.. parts.Select(part => part!)];
    }
}
