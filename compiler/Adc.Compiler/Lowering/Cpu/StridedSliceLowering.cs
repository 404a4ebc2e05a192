using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move, whose strides are those of the input times those of the slice.</summary>
internal sealed class StridedSliceLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (AxisSlice.AllOf(node, graph) is not { } slices || slices.Count != shape.Rank || slices.Any(slice => slice.Count <= 0))
        {
            return null;
        }

        int[] extents = [.. slices.Select(slice => slice.Count)];
        long elements = 1;
        foreach (int extent in extents)
        {
            elements *= extent; // none is greater than the input's
        }

        if (elements != output.ElementCount)
        {
            return null;
        }

        int[] source = StridedMove.StridesOf(shape);
        int corner = slices.Select((slice, axis) => slice.First * source[axis]).Sum();
        int[] steps = [.. slices.Select((slice, axis) => unchecked(slice.Stride * source[axis]))]; // of one element the stride means nothing
        return Moves.Of(StridedMove.Of(extents, steps, StridedMove.StridesOf(extents), sourceOffset: corner));
    }
}
