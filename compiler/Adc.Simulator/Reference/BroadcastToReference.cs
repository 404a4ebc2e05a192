using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Axes of extent 1 stand for any extent; missing ones are such axes.</summary>
internal static class BroadcastToReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        int added = call.Output.Shape.Rank - shape.Rank;
        bool fits = call.CommonElement is not null && added >= 0
            && IndexedElements.Numbers(call.OptionalInput(1)) is int[] asked && asked.SequenceEqual(call.Output.Shape.Extents);
        return fits
            ? IndexedElements.Collect(
                call.Output,
                index => IndexedElements.At(input, [.. index.Skip(added).Select((position, axis) => shape[axis] == 1 ? 0 : position)]))
            : null;
    }
}
