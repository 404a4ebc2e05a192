using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The input, and a mirrored move for each of its sides, edges and corners.</summary>
internal sealed class MirrorPadLowering : MovingLowering
{
    private const int MostPaddedAxes = 3; // 27 moves

    protected override IReadOnlyList<LegalityRule> ExtraRules { get; } =
    [
        new("at most three axes may be padded", (node, graph) => Enumerable.Range(0, graph.TypeOf(node.Output).Shape.Rank)
            .Count(axis => graph.TypeOf(node.Output).Shape[axis] != graph.TypeOf(node.Inputs[0]).Shape[axis]) <= MostPaddedAxes),
    ];

    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, 2 * shape.Rank) is not int[] paddings || !Paddings.Fit(shape, paddings, output))
        {
            return null;
        }

        int inner = ((MirrorPad)node.Operator).RepeatsEdge ? 0 : 1; // the first element that the mirror shows
        if (Enumerable.Range(0, 2 * shape.Rank).Any(i => paddings[i] > 0 && paddings[i] > shape[i / 2] - inner))
        {
            return null;
        }

        int[] source = StridedMove.StridesOf(shape), target = StridedMove.StridesOf(output);
        IEnumerable<StridedMove> moves = [new StridedMove([])];
        for (int i = 0; i < shape.Rank; i++)
        {
            int axis = i, extent = shape[axis], before = paddings[2 * axis], after = paddings[(2 * axis) + 1];
            (int Count, int First, int Direction, int Place)[] stretches =
            [
                (extent, 0, 1, before),
                (before, before - 1 + inner, -1, 0),
                (after, extent - 1 - inner, -1, before + extent),
            ];
            moves = [.. moves.SelectMany(move => stretches.Where(stretch => stretch.Count > 0).Select(stretch => new StridedMove(
                [.. move.Axes.Items, new MoveAxis(stretch.Count, stretch.Direction * source[axis], target[axis])],
                move.SourceOffset + (stretch.First * source[axis]), move.TargetOffset + (stretch.Place * target[axis]))))];
        }

        return new Moves(moves.Select((move, i) => new MovedPart(i == 0 ? "put inside" : "mirror", 0, move)).ToSequence());
    }
}
