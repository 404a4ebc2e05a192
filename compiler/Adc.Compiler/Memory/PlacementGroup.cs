using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Buffers that share one offset, because kernels turn one into the next in place.</summary>
internal sealed class PlacementGroup
{
    private readonly int[] sizes; // by time, from First

    private PlacementGroup(int index, IReadOnlyList<BufferId> members, LoweredModel model, Sequence<LiveRange> ranges)
    {
        Index = index;
        Members = members;
        First = members.Min(id => ranges[id.Value].First);
        Last = members.Max(id => ranges[id.Value].Last);
        sizes = new int[Last - First + 1];
        foreach (BufferId id in members)
        {
            for (int time = ranges[id.Value].First; time <= ranges[id.Value].Last; time++)
            {
                sizes[time - First] = Math.Max(sizes[time - First], model[id].SizeInBytes);
            }
        }
    }

    public int Index { get; }

    public IReadOnlyList<BufferId> Members { get; }

    public int First { get; }

    public int Last { get; }

    /// <summary>Bytes that the group ever needs at its offset.</summary>
    public int Peak => sizes.Max();

    /// <summary>Bytes that the group needs at a time; 0 when none of its members lives.</summary>
    public int SizeAt(int time) => time < First || time > Last ? 0 : sizes[time - First];

    /// <summary>Joins each step's output to an input where the kernel allows it and the input is not read later.</summary>
    public static IReadOnlyList<PlacementGroup> Form(LoweredModel model, Step[] steps, Sequence<LiveRange> ranges, MemoryOptions options)
    {
        int[] leader = [.. Enumerable.Range(0, model.Buffers.Count)];
        int Find(int buffer) => leader[buffer] == buffer ? buffer : Find(leader[buffer]);
        for (int time = 0; time < steps.Length; time++)
        {
            Step step = steps[time];
            if (options.AllowInPlace && ranges[step.Output.Value].First == time && Dying(step, time) is BufferId input)
            {
                leader[Find(step.Output.Value)] = Find(input.Value);
            }
        }

        BufferId? Dying(Step step, int time) => step.Inputs.Take(step.Overlays).Select(input => input.Buffer)
            .FirstOrDefault(input => input is BufferId id && ranges[id.Value].Last == time && step.Buffers.Count(other => other == id) == 1);

        return [.. model.Buffers.GroupBy(buffer => Find(buffer.Id.Value)).OrderBy(group => group.Key)
            .Select((group, index) => new PlacementGroup(index, [.. group.Select(buffer => buffer.Id)], model, ranges))];
    }
}
