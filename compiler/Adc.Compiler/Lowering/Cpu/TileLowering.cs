using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move that reads the input over and over.</summary>
internal sealed class TileLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, shape.Rank) is not int[] multiples
            || Enumerable.Range(0, shape.Rank).Any(axis => (long)multiples[axis] * shape[axis] != output[axis]))
        {
            return null;
        }

        int[] source = StridedMove.StridesOf(shape);
        int[] extents = [.. Enumerable.Range(0, shape.Rank).SelectMany(axis => new[] { multiples[axis], shape[axis] })];
        return Moves.Of(StridedMove.Of(extents, [.. source.SelectMany(stride => new[] { 0, stride })], StridedMove.StridesOf(extents)));
    }
}
