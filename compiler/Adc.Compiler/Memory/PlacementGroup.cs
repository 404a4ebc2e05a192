using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Buffers at fixed distances: kernels turn one into the next in place, or some are slices of another.</summary>
internal sealed class PlacementGroup
{
    private readonly int[] sizes; // by time, from First

    private PlacementGroup(int index, IReadOnlyList<(BufferId Id, int Offset)> members, LoweredModel model, Sequence<LiveRange> ranges)
    {
        Index = index;
        Members = members;
        First = members.Min(member => ranges[member.Id.Value].First);
        Last = members.Max(member => ranges[member.Id.Value].Last);
        sizes = new int[Last - First + 1];
        foreach ((BufferId id, int offset) in members)
        {
            for (int time = ranges[id.Value].First; time <= ranges[id.Value].Last; time++)
            {
                sizes[time - First] = Math.Max(sizes[time - First], offset + model[id].SizeInBytes);
            }
        }
    }

    public int Index { get; }

    /// <summary>Each with its distance from the start of the group in bytes.</summary>
    public IReadOnlyList<(BufferId Id, int Offset)> Members { get; }

    public int First { get; }

    public int Last { get; }

    /// <summary>Bytes that the group ever needs at its offset.</summary>
    public int Peak => sizes.Max();

    /// <summary>Bytes that the group needs at a time; 0 when none of its members lives.</summary>
    public int SizeAt(int time) => time < First || time > Last ? 0 : sizes[time - First];

    /// <summary>Joins each step's output to an input where the kernel allows it and the input is not read later.</summary>
    /// <param name="slices">Parts that may be written where the whole wants them: their buffers join it too.</param>
    /// <returns>The groups, and the slices that were joined.</returns>
    public static (IReadOnlyList<PlacementGroup> Groups, IReadOnlyList<BufferSlice> Slices) Form(
        LoweredModel model, Step[] steps, Sequence<LiveRange> ranges, MemoryOptions options, bool slices)
    {
        var joints = new BufferJoints(model, ranges);
        for (int time = 0; time < steps.Length; time++)
        {
            Step step = steps[time];
            if (options.AllowInPlace && ranges[step.Output.Value].First == time && Dying(step, time) is BufferId input)
            {
                joints.Join(step.Output, input);
            }
        }

        List<BufferSlice> joined = [];
        foreach (IGrouping<BufferId, (Step Step, int Time)> whole in slices && options.AllowInPlace ? steps.Select((step, time) => (step, time)).GroupBy(entry => entry.step.Output) : [])
        {
            BufferSlice[] parts = [.. whole.Where(entry => IsSlice(entry.Step, entry.Time)).Select(entry => new BufferSlice(entry.Step.Input, whole.Key, entry.Step.SliceOffset!.Value))];
            if (parts.Length == whole.Count() && joints.TryJoin(parts))
            {
                joined.AddRange(parts);
            }
        }

        bool IsSlice(Step step, int time) => step is { SliceOffset: int offset, Inputs.Count: 1 } && offset % options.Alignment == 0
            && step.Inputs[0].Buffer is BufferId part && ranges[part.Value].First >= 0 && ranges[part.Value].Last == time;

        BufferId? Dying(Step step, int time) => step.Inputs.Take(step.Overlays).Select(input => input.Buffer)
            .FirstOrDefault(input => input is BufferId id && ranges[id.Value].Last == time && step.Buffers.Count(other => other == id) == 1);

        return ([.. joints.Groups().Select((members, index) => new PlacementGroup(index, members, model, ranges))], joined);
    }
}
