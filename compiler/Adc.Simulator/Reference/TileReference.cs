using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The input over and over.</summary>
internal static class TileReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        int[]? multiples = IndexedElements.Numbers(call.OptionalInput(1));
        bool fits = call.CommonElement is not null && multiples?.Length == shape.Rank
            && call.Output.Shape.Extents.Select(extent => (long)extent).SequenceEqual(multiples.Zip(shape.Extents, (times, extent) => (long)times * extent));
        return fits
            ? IndexedElements.Collect(call.Output, index => IndexedElements.At(input, [.. index.Zip(shape.Extents, (position, extent) => position % extent)]))
            : null;
    }
}
