using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Gives every buffer an offset in one arena.</summary>
/// <remarks>
/// Buffers that a kernel may overlay form a group with one offset. Groups are placed one by one at the lowest offset that is free
/// while they live; several orders are tried and the smallest arena wins, ties going to the order tried first.
/// </remarks>
public static class MemoryPlanner
{
    /// <summary>Bytes that are live at once when most are: no plan needs less, and for hostile models it is more than an int holds.</summary>
    public static long LowerBound(LoweredModel model, MemoryOptions options)
    {
        Step[] steps = [.. model.Steps];
        Sequence<LiveRange> ranges = LiveRanges.Of(model, options);
        return Choices(steps).Min(slices => LowerBound(PlacementGroup.Form(model, steps, ranges, options, slices).Groups, model, steps.Length, options));
    }

    /// <summary>The smallest arena that is found; where slices of a whole save no memory, they save the copying.</summary>
    /// <param name="model">Its <see cref="LowerBound(LoweredModel, MemoryOptions)"/> must fit the memory of some part.</param>
    public static PlannedModel Plan(LoweredModel model, MemoryOptions options)
    {
        Step[] steps = [.. model.Steps];
        PlannedModel[] plans = [.. Choices(steps).Select(slices => Plan(model, steps, options, slices)).OrderBy(plan => plan.ArenaSizeInBytes)];
        bool isProven = plans.All(plan => plan.IsProvenSmallest || plan.LowerBoundInBytes >= plans[0].ArenaSizeInBytes);
        return plans[0] with
        {
            LowerBoundInBytes = isProven ? plans[0].ArenaSizeInBytes : plans.Min(plan => plan.LowerBoundInBytes),
            IsProvenSmallest = isProven,
        };
    }

    // With slices first: of equal arenas the first is taken.
    private static bool[] Choices(Step[] steps) => steps.Any(step => step.SliceOffset is not null) ? [true, false] : [false];

    private static long LowerBound(IReadOnlyList<PlacementGroup> groups, LoweredModel model, int steps, MemoryOptions options) =>
        groups.GroupBy(group => options.SeparatesScratch && IsScratch(group, model)).Sum(part => LowerBound([.. part], steps, options.Alignment));

    private static PlannedModel Plan(LoweredModel model, Step[] steps, MemoryOptions options, bool joinsSlices)
    {
        Sequence<LiveRange> ranges = LiveRanges.Of(model, options);
        (IReadOnlyList<PlacementGroup> groups, IReadOnlyList<BufferSlice> slices) = PlacementGroup.Form(model, steps, ranges, options, joinsSlices);
        PlacementGroup[] scratch = options.SeparatesScratch ? [.. groups.Where(group => IsScratch(group, model))] : [];
        PlacementGroup[] shared = [.. groups.Except(scratch)];
        var offsets = new int[groups.Count];
        bool isProven = true;
        int scratchOffset = Place(shared, 0), size = Place(scratch, scratchOffset);
        int Place(PlacementGroup[] part, int start)
        {
            int end = Align(MemoryPlanner.Place(part, offsets, start, options.Alignment), options.Alignment);
            long bound = part.Length == 0 ? 0 : LowerBound(part, steps.Length, options.Alignment);
            if (options.SearchesExactly)
            {
                (int[]? found, bool isSmallest) = new ExactPlacement(part, options.Alignment, options.SearchLimit).Search(end - start, bound);
                isProven &= isSmallest;
                for (int index = 0; index < (found?.Length ?? 0); index++)
                {
                    offsets[part[index].Index] = start + found![index];
                }
            }
            else
            {
                isProven &= end - start <= bound;
            }

            return part.Length == 0 ? start : Align(part.Max(group => offsets[group.Index] + group.Peak), options.Alignment);
        }

        var byBuffer = new int[model.Buffers.Count];
        foreach (PlacementGroup group in groups)
        {
            foreach ((BufferId member, int offset) in group.Members)
            {
                byBuffer[member.Value] = offsets[group.Index] + offset;
            }
        }

        var plan = new PlannedModel(model, ranges, byBuffer.ToSequence(), size, (int)LowerBound(groups, model, steps.Length, options), options.Alignment)
        {
            ScratchOffset = scratchOffset,
            IsProvenSmallest = isProven,
        };
        return slices.Count == 0 ? plan : WithoutCopies(plan, slices);
    }

    /// <summary>The plan without the steps that would copy slices to where they are, and with the times of all others.</summary>
    private static PlannedModel WithoutCopies(PlannedModel plan, IReadOnlyList<BufferSlice> slices)
    {
        HashSet<BufferId> wholes = [.. slices.Select(slice => slice.Whole)];
        Step[] steps = [.. plan.Lowered.Steps];
        int TimeOf(int time) => time < 0 ? time : steps.Take(time).Count(step => !wholes.Contains(step.Output));
        return plan with
        {
            Lowered = plan.Lowered with
            {
                Layers = plan.Lowered.Layers.Select(layer => !layer.Steps.Any(step => wholes.Contains(step.Output)) ? layer : layer with
                {
                    Steps = layer.Steps.Where(step => !wholes.Contains(step.Output)).ToSequence(),
                    Engine = Engine.None,
                    Reason = "the elements are written where they belong",
                }).ToSequence(),
            },
            Ranges = plan.Ranges.Select(range => new LiveRange(TimeOf(range.First), TimeOf(range.Last))).ToSequence(),
            Slices = slices.ToSequence(),
        };
    }

    /// <summary>Places groups from an offset on.</summary>
    /// <returns>The first byte behind them.</returns>
    private static int Place(PlacementGroup[] groups, int[] offsets, int start, int alignment)
    {
        Func<PlacementGroup, (int, int)>[] orders =
        [
            group => (-group.Peak, group.First),
            group => (group.First, -group.Peak),
            group => (-group.Last, -group.Peak),
            group => (-(group.Last - group.First), -group.Peak),
        ];
        int[]? best = null;
        int smallest = int.MaxValue;
        foreach (Func<PlacementGroup, (int, int)> order in orders)
        {
            int[] found = Place([.. groups.OrderBy(order).ThenBy(group => group.Index)], offsets.Length, alignment);
            int size = groups.Length == 0 ? 0 : groups.Max(group => found[group.Index] + group.Peak);
            if (size < smallest)
            {
                (best, smallest) = (found, size);
            }
        }

        foreach (PlacementGroup group in groups)
        {
            offsets[group.Index] = start + best![group.Index];
        }

        return start + smallest;
    }

    private static bool IsScratch(PlacementGroup group, LoweredModel model) => group.Members.All(member => model[member.Id].Form == BufferForm.Scratch);

    private static long LowerBound(IReadOnlyList<PlacementGroup> groups, int steps, int alignment)
    {
        var live = new long[steps + 2]; // from time -1 on
        foreach (PlacementGroup group in groups)
        {
            for (int time = group.First; time <= group.Last; time++)
            {
                live[time + 1] += ((long)group.SizeAt(time) + alignment - 1) / alignment * alignment;
            }
        }

        return live.Max();
    }

    private static int Align(int value, int alignment) => (value + alignment - 1) / alignment * alignment;

    private static int[] Place(IReadOnlyList<PlacementGroup> ordered, int count, int alignment)
    {
        var offsets = new int[count];
        Dictionary<int, List<PlacementGroup>> placedAt = []; // by time
        foreach (PlacementGroup group in ordered)
        {
            int[] life = [.. Enumerable.Range(group.First, group.Last - group.First + 1)];
            PlacementGroup[] placed = [.. life.SelectMany(time => placedAt.GetValueOrDefault(time) ?? []).Distinct()];
            // Behind each other group as large as it is at any time of this one's life: a group that has shrunk leaves room.
            int[] candidates =
            [
                0,
                .. placed.SelectMany(other => life.Select(other.SizeAt).Distinct().Select(size => Align(offsets[other.Index] + size, alignment))),
            ];
            Array.Sort(candidates);
            offsets[group.Index] = candidates.First(offset => Array.TrueForAll(placed, other => !Collide(group, offset, other, offsets[other.Index])));
            foreach (int time in life)
            {
                if (!placedAt.TryGetValue(time, out List<PlacementGroup>? alive))
                {
                    placedAt[time] = alive = [];
                }

                alive.Add(group);
            }
        }

        return offsets;
    }

    internal static bool Collide(PlacementGroup a, int offsetA, PlacementGroup b, int offsetB)
    {
        for (int time = Math.Max(a.First, b.First); time <= Math.Min(a.Last, b.Last); time++)
        {
            int sizeA = a.SizeAt(time), sizeB = b.SizeAt(time);
            if (sizeA > 0 && sizeB > 0 && offsetA < offsetB + sizeB && offsetB < offsetA + sizeA)
            {
                return true;
            }
        }

        return false;
    }
}
