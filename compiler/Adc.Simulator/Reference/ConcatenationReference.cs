using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The inputs one behind the other along the axis.</summary>
internal static class ConcatenationReference
{
    public static ConstantData? Evaluate(Concatenation @operator, Invocation call)
    {
        int axis = @operator.Axis, rank = call.Output.Shape.Rank;
        bool fits = axis >= 0 && axis < rank
            && call.Inputs.All(part => part is not null && part.Type.Element == call.Output.Element && part.Type.Shape.Rank == rank);
        return !fits ? null : IndexedElements.Collect(call.Output, index =>
        {
            int[] place = [.. index];
            foreach (TensorValue? part in call.Inputs)
            {
                int extent = part!.Type.Shape[axis];
                if (place[axis] < extent)
                {
                    return IndexedElements.At(part, place);
                }

                place[axis] -= extent;
            }

            return null;
        });
    }
}
