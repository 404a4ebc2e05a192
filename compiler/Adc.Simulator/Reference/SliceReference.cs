using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The elements from begin on, as many as the size says.</summary>
internal static class SliceReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape, output = call.Output.Shape;
        int[]? begin = IndexedElements.Numbers(call.OptionalInput(1)), size = IndexedElements.Numbers(call.OptionalInput(2));
        bool fits = call.CommonElement is not null && begin?.Length == shape.Rank && size?.Length == shape.Rank && output.Rank == shape.Rank
            && Enumerable.Range(0, shape.Rank).All(axis => output[axis] == (size[axis] == -1 ? shape[axis] - begin[axis] : size[axis]));
        return fits
            ? IndexedElements.Collect(call.Output, index => IndexedElements.At(input, [.. index.Zip(begin!, (position, first) => first + position)]))
            : null;
    }
}
