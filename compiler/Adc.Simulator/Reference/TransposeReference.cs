using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Axis i of the output is axis permutation[i] of the input.</summary>
internal static class TransposeReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        int[]? permutation = IndexedElements.Numbers(call.OptionalInput(1));
        bool fits = call.CommonElement is not null && permutation?.Length == shape.Rank
            && permutation.Order().SequenceEqual(Enumerable.Range(0, shape.Rank))
            && call.Output.Shape.Extents.SequenceEqual(permutation.Select(axis => shape[axis]));
        return !fits ? null : IndexedElements.Collect(call.Output, index =>
        {
            int[] place = new int[index.Length];
            for (int axis = 0; axis < index.Length; axis++)
            {
                place[permutation![axis]] = index[axis];
            }

            return IndexedElements.At(input, place);
        });
    }
}
