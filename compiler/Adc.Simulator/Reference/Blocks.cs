using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Blocks of the axes behind the batch.</summary>
/// <param name="Size">Extents of a block.</param>
/// <param name="Margins">Elements before and after each of these axes that only the blocks have.</param>
internal sealed record Blocks(int[] Size, int[] Margins)
{
    public int Before(int axis) => Margins[2 * axis];

    /// <summary>The blocks that inputs 1 and 2 describe, or null when they do not fit the shapes.</summary>
    /// <param name="space">[batch, s…, rest…].</param>
    /// <param name="batches">[batch * product of the block, (s + margins) / block…, rest…].</param>
    public static Blocks? Of(Invocation call, Shape space, Shape batches)
    {
        int[]? size = IndexedElements.Numbers(call.OptionalInput(1)), margins = IndexedElements.Numbers(call.OptionalInput(2));
        if (size is null || margins is null || margins.Length != 2 * size.Length || space.Rank != batches.Rank || size.Length >= space.Rank
            || size.Any(extent => extent <= 0) || margins.Any(margin => margin < 0))
        {
            return null;
        }

        long product = size.Aggregate(1L, (all, extent) => Math.Min(all * extent, int.MaxValue));
        bool fits = batches[0] == space[0] * product && Enumerable.Range(1, space.Rank - 1).All(axis => axis <= size.Length
            ? (long)batches[axis] * size[axis - 1] == (long)space[axis] + margins[(2 * axis) - 2] + margins[(2 * axis) - 1]
            : batches[axis] == space[axis]);
        return fits ? new Blocks(size, margins) : null;
    }

    /// <summary>The place within a block of a number that counts places, the last axis running fastest.</summary>
    public int[] PlaceOf(int number)
    {
        int[] place = new int[Size.Length];
        for (int i = Size.Length - 1; i >= 0; i--)
        {
            place[i] = number % Size[i];
            number /= Size[i];
        }

        return place;
    }
}
