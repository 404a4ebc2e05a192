using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Replays a plan byte by byte: every byte that a step reads must still be the one that was written for it.</summary>
/// <remarks>
/// Knows nothing of groups or orders. Each byte of the arena carries the id of the buffer that wrote it last; a step that reads a
/// buffer must find its id in all of the buffer's bytes. A step may write over its own input only where its kernel allows that.
/// </remarks>
public static class PlanVerifier
{
    private const int Nobody = -1;

    /// <summary>All broken promises, as sentences; empty for a sound plan.</summary>
    public static IReadOnlyList<string> Verify(PlannedModel plan)
    {
        LoweredModel model = plan.Lowered;
        List<string> violations = [];
        foreach (LoweredBuffer buffer in model.Buffers)
        {
            int offset = plan.OffsetOf(buffer.Id);
            if (offset < 0 || offset % plan.Alignment != 0 || (long)offset + buffer.SizeInBytes > plan.ArenaSizeInBytes)
            {
                violations.Add($"buffer {buffer.Id} of {buffer.SizeInBytes:N0} bytes at {offset:N0} is misaligned or leaves the arena of {plan.ArenaSizeInBytes:N0} bytes");
            }
        }

        if (violations.Count > 0)
        {
            return violations;
        }

        var owner = new int[plan.ArenaSizeInBytes];
        Array.Fill(owner, Nobody);
        Span<int> BytesOf(BufferId id) => owner.AsSpan(plan.OffsetOf(id), model[id].SizeInBytes);
        violations.AddRange(plan.Slices.Where(slice => plan.OffsetOf(slice.Part) != plan.OffsetOf(slice.Whole) + slice.Offset)
            .Select(slice => $"buffer {slice.Part} does not lie {slice.Offset:N0} bytes behind {slice.Whole}, whose slice it is"));

        // What was written as a slice is the whole's from then on.
        bool Holds(BufferId id)
        {
            foreach (BufferSlice slice in plan.Slices.Where(slice => slice.Whole == id && Holds(slice.Part)))
            {
                BytesOf(slice.Part).Fill(id.Value);
            }

            return !BytesOf(id).ContainsAnyExcept(id.Value);
        }

        BufferId[] states = [.. model.States.Select(state => state.Buffer)];
        foreach (BufferId filled in model.Inputs.Concat(states))
        {
            BytesOf(filled).Fill(filled.Value);
        }

        foreach (BufferId input in model.Inputs.Where(input => BytesOf(input).ContainsAnyExcept(input.Value)))
        {
            violations.Add($"input {input} overlaps another input or a state");
        }

        int time = 0;
        foreach (Step step in model.Steps)
        {
            foreach (BufferId input in step.Buffers.Where(input => !Holds(input)))
            {
                violations.Add($"step {time} ({step.Purpose}) reads {input} after something wrote over it");
            }

            if (step.Continues && BytesOf(step.Output).ContainsAnyExcept(step.Output.Value))
            {
                violations.Add($"step {time} ({step.Purpose}) adds to {step.Output} after something wrote over it");
            }

            foreach (BufferId input in step.Buffers.Where(input => input != step.Output && BytesOf(step.Output).Contains(input.Value)))
            {
                bool allowed = step.Inputs.Take(step.Overlays).Contains(input) && plan.OffsetOf(input) == plan.OffsetOf(step.Output);
                if (!allowed)
                {
                    violations.Add($"step {time} ({step.Purpose}) writes {step.Output} over its own input");
                }
            }

            if (step.Scratch is BufferId scratch)
            {
                if (states.Contains(scratch) && BytesOf(scratch).ContainsAnyExcept(scratch.Value))
                {
                    violations.Add($"step {time} ({step.Purpose}) moves on the state {scratch} after something wrote over it");
                }

                if (step.Buffers.Any(input => BytesOf(scratch).Contains(input.Value)))
                {
                    violations.Add($"step {time} ({step.Purpose}) writes its scratch {scratch} over its input");
                }

                BytesOf(scratch).Fill(scratch.Value);
            }

            BytesOf(step.Output).Fill(step.Output.Value);
            if (step.Scratch is BufferId own && BytesOf(own).Contains(step.Output.Value))
            {
                violations.Add($"step {time} ({step.Purpose}) writes {step.Output} over its scratch {own}");
            }

            time++;
        }

        violations.AddRange(model.Outputs
            .Where(output => !Holds(output))
            .Select(output => $"output {output} is overwritten before the application reads it"));
        violations.AddRange(states
            .Where(state => BytesOf(state).ContainsAnyExcept(state.Value))
            .Select(state => $"state {state} is overwritten before the next inference"));
        return violations;
    }
}
