using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move.</summary>
internal sealed class SliceLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, shape.Rank) is not int[] begin || ConstantOperands.Numbers(node, graph, 2, shape.Rank) is not int[] size)
        {
            return null;
        }

        for (int axis = 0; axis < shape.Rank; axis++)
        {
            long asked = size[axis] == -1 ? (long)shape[axis] - begin[axis] : size[axis];
            if (begin[axis] < 0 || asked != output[axis] || begin[axis] + asked > shape[axis])
            {
                return null;
            }
        }

        int[] source = StridedMove.StridesOf(shape);
        int corner = Enumerable.Range(0, shape.Rank).Sum(axis => begin[axis] * source[axis]);
        return Moves.Of(StridedMove.Of(output.Extents, source, StridedMove.StridesOf(output), sourceOffset: corner));
    }
}
