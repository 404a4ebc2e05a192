using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Finds when each buffer is in use.</summary>
internal static class LiveRanges
{
    public static Sequence<LiveRange> Of(LoweredModel model, MemoryOptions options)
    {
        Step[] steps = [.. model.Steps];
        var ranges = new LiveRange[model.Buffers.Count];
        Array.Fill(ranges, new LiveRange(int.MaxValue, int.MinValue));
        void Use(BufferId id, int time) => ranges[id.Value] = new(Math.Min(ranges[id.Value].First, time), Math.Max(ranges[id.Value].Last, time));

        foreach (BufferId input in model.Inputs)
        {
            Use(input, -1);
        }

        for (int time = 0; time < steps.Length; time++)
        {
            foreach (BufferId input in steps[time].Buffers)
            {
                Use(input, time);
            }

            Use(steps[time].Output, time);
            if (steps[time].Scratch is BufferId scratch)
            {
                Use(scratch, time);
            }
        }

        foreach (BufferId output in model.Outputs)
        {
            Use(output, steps.Length);
        }

        foreach (LoweredState state in model.States)
        {
            Use(state.Buffer, -1);
            Use(state.Buffer, steps.Length);
        }

        if (!options.IoInArena)
        {
            foreach (BufferId id in model.Inputs.Concat(model.Outputs))
            {
                Use(id, -1);
                Use(id, steps.Length);
            }
        }

        // A buffer that nothing uses (an input that the passes made superfluous) still belongs to the application.
        return ranges.Select(range => range.First > range.Last ? new LiveRange(-1, steps.Length) : range).ToSequence();
    }
}
