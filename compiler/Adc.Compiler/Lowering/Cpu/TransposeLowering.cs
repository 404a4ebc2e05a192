using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move.</summary>
internal sealed class TransposeLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, shape.Rank) is not int[] permutation
            || permutation.Distinct().Count(axis => axis >= 0 && axis < shape.Rank) != shape.Rank
            || !permutation.Select(axis => shape[axis]).SequenceEqual(output.Extents))
        {
            return null;
        }

        int[] source = StridedMove.StridesOf(shape);
        return Moves.Of(StridedMove.Of(output.Extents, [.. permutation.Select(axis => source[axis])], StridedMove.StridesOf(output)));
    }
}
