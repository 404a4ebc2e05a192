namespace Adc.Compiler.Memory;

/// <summary>Searches for the smallest arena for groups whose lives are given.</summary>
/// <remarks>
/// In a smallest plan whose offsets are as low as they can be, each group lies at the lowest offset that the groups below it leave. So
/// it is found by placing groups in the order of their offsets, and a branch ends as soon as some group has no room left below the best.
/// </remarks>
/// <param name="limit">Comparisons of two groups after which the search gives up.</param>
internal sealed class ExactPlacement(IReadOnlyList<PlacementGroup> groups, int alignment, int limit)
{
    private readonly int[] offsets = new int[groups.Count];
    private readonly bool[] placed = new bool[groups.Count];
    private int[]? best;
    private int smallest;
    private int comparisons;

    /// <param name="known">Size of a plan that is known already.</param>
    /// <param name="lowerBound">No plan is smaller.</param>
    /// <returns>Offsets by position in the list of a smaller plan, or null; and whether the best one is proven to be the smallest.</returns>
    public (int[]? Offsets, bool IsProven) Search(int known, long lowerBound)
    {
        smallest = known;
        if (known > lowerBound)
        {
            Extend(0, 0, lowerBound);
        }

        return (best, comparisons <= limit);
    }

    private void Extend(int count, int lowest, long lowerBound)
    {
        if (count == groups.Count)
        {
            best = [.. offsets];
            smallest = groups.Select((group, index) => offsets[index] + group.Peak).Max();
            return;
        }

        (int Offset, int Index)[] next = [.. Enumerable.Range(0, groups.Count).Where(index => !placed[index]).Select(index => (LowestOffset(index), index)).Order()];
        if (next.Any(choice => choice.Offset + groups[choice.Index].Peak >= smallest))
        {
            return;
        }

        foreach ((int offset, int index) in next.Where(choice => choice.Offset >= lowest))
        {
            if (comparisons > limit || smallest <= lowerBound)
            {
                return;
            }

            (offsets[index], placed[index]) = (offset, true);
            Extend(count + 1, offset, lowerBound);
            placed[index] = false;
        }
    }

    private int LowestOffset(int index)
    {
        PlacementGroup group = groups[index];
        int[] others = [.. Enumerable.Range(0, groups.Count).Where(other => placed[other] && groups[other].First <= group.Last && group.First <= groups[other].Last)];
        IEnumerable<int> candidates = others.SelectMany(other => Enumerable.Range(group.First, group.Last - group.First + 1).Select(groups[other].SizeAt).Distinct()
            .Select(size => Align(offsets[other] + size))).Append(0).Distinct().Order();
        return candidates.First(offset => Array.TrueForAll(others, other =>
        {
            comparisons++;
            return !MemoryPlanner.Collide(group, offset, groups[other], offsets[other]);
        }));
    }

    private int Align(int value) => (value + alignment - 1) / alignment * alignment;
}
