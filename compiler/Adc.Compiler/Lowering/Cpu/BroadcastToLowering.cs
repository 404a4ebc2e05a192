using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move that reads the axes of extent 1 over and over.</summary>
internal sealed class BroadcastToLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, output.Rank) is not int[] asked || !asked.SequenceEqual(output.Extents))
        {
            return null;
        }

        int added = output.Rank - shape.Rank;
        int[] strides = StridedMove.StridesOf(shape);
        int[] source = [.. Enumerable.Repeat(0, added), .. strides.Select((stride, axis) => shape[axis] == 1 ? 0 : stride)];
        return Moves.Of(StridedMove.Of(output.Extents, source, StridedMove.StridesOf(output)));
    }
}
