using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Slices along the axis by their indices; one outside the axis means the nearest slice.</summary>
internal static class GatherReference
{
    public static ConstantData? Evaluate(Gather @operator, Invocation call)
    {
        TensorValue input = call.Input(0), indices = call.Input(1);
        Shape shape = input.Type.Shape;
        int axis = @operator.Axis, batches = @operator.BatchDimensions, places = indices.Type.Shape.Rank - batches;
        bool fits = call.CommonElement is not null && indices.Type.Element == ElementType.Int32
            && batches >= 0 && batches <= axis && axis < shape.Rank && places >= 0 && shape[axis] > 0
            && call.Output.Shape.Rank == shape.Rank - 1 + places;
        return !fits ? null : IndexedElements.Collect(call.Output, index =>
        {
            ReadOnlyMemory<byte>? named = IndexedElements.At(indices, [.. index[..batches], .. index[axis..(axis + places)]]);
            if (named is null)
            {
                return null;
            }

            int place = Math.Clamp(BitConverter.ToInt32(named.Value.Span), 0, shape[axis] - 1);
            return IndexedElements.At(input, [.. index[..axis], place, .. index[(axis + places)..]]);
        });
    }
}
