using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Moves between a tensor with blocks behind its batch and one that has a batch for each place within a block.</summary>
internal static class BlockMoves
{
    private const int MostPlaces = 64;

    /// <summary>There is one move for each place within a block.</summary>
    public static LegalityRule FewPlaces { get; } = new(
        "a block must have at most 64 elements",
        (node, graph) => ConstantOperands.Numbers(node, graph, 1) is not int[] block
            || block.Aggregate(1L, (product, extent) => Math.Min(product * Math.Max(1, extent), MostPlaces + 1)) <= MostPlaces);

    /// <summary>The moves, whether every element of <paramref name="batches"/> takes part, and null when the operands make no sense.</summary>
    /// <param name="space">[batch, s…, rest…].</param>
    /// <param name="batches">[batch * product of the block, (s + margins) / block…, rest…].</param>
    /// <param name="intoBatches">The moves go from <paramref name="space"/> to <paramref name="batches"/>, or the other way.</param>
    public static (Sequence<MovedPart> Parts, bool IsComplete)? Of(Node node, Graph graph, Shape space, Shape batches, bool intoBatches)
    {
        if (ConstantOperands.Numbers(node, graph, 1) is not int[] block || ConstantOperands.Numbers(node, graph, 2, 2 * block.Length) is not int[] margins
            || !Fit(space, batches, block, margins))
        {
            return null;
        }

        int[] wide = StridedMove.StridesOf(space), deep = StridedMove.StridesOf(batches);
        List<MovedPart> parts = [];
        int places = batches[0] / Math.Max(1, space[0]);
        for (int number = 0; number < places; number++)
        {
            List<MoveAxis> axes = [new(space[0], wide[0], deep[0])];
            int wideOffset = 0, deepOffset = number * space[0] * deep[0];
            int[] within = PlaceOf(number, block);
            for (int i = 0; i < block.Length; i++)
            {
                // Along this axis, index j of the batches is index j * block + shift of the space.
                int shift = within[i] - margins[2 * i];
                int first = shift >= 0 ? 0 : (-shift + block[i] - 1) / block[i];
                int end = Math.Min(batches[1 + i], (space[1 + i] - shift + block[i] - 1) / block[i]);
                axes.Add(new(Math.Max(0, end - first), block[i] * wide[1 + i], deep[1 + i]));
                wideOffset += ((first * block[i]) + shift) * wide[1 + i];
                deepOffset += first * deep[1 + i];
            }

            axes.AddRange(Enumerable.Range(1 + block.Length, space.Rank - 1 - block.Length).Select(axis => new MoveAxis(space[axis], wide[axis], deep[axis])));
            StridedMove move = intoBatches
                ? new(axes.ToSequence(), wideOffset, deepOffset)
                : new(axes.Select(axis => new MoveAxis(axis.Extent, axis.TargetStride, axis.SourceStride)).ToSequence(), deepOffset, wideOffset);
            parts.Add(new("move a place of the blocks", 0, move));
        }

        return (parts.ToSequence(), margins.All(margin => margin == 0));
    }

    private static bool Fit(Shape space, Shape batches, int[] block, int[] margins)
    {
        if (space.Rank != batches.Rank || block.Length >= space.Rank || block.Any(extent => extent <= 0) || margins.Any(margin => margin < 0))
        {
            return false;
        }

        long product = block.Aggregate(1L, (all, extent) => all * extent); // FewPlaces holds
        return batches[0] == space[0] * product && Enumerable.Range(1, space.Rank - 1).All(axis => axis <= block.Length
            ? (long)batches[axis] * block[axis - 1] == (long)space[axis] + margins[(2 * axis) - 2] + margins[(2 * axis) - 1]
            : batches[axis] == space[axis]);
    }

    private static int[] PlaceOf(int number, int[] block)
    {
        int[] place = new int[block.Length];
        for (int i = block.Length - 1; i >= 0; i--)
        {
            (number, place[i]) = Math.DivRem(number, block[i]);
        }

        return place;
    }
}
