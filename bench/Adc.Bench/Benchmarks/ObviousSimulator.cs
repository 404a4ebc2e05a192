using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Bench.Benchmarks;

/// <summary>The slow and obvious simulator that the one in lockstep is held against.</summary>
internal static class ObviousSimulator
{
    public static Figure Measure(BenchModel model, Network? network)
    {
        string name = $"{network?.Name ?? model.Name}: accelerator, slow and obvious";
        LoweredModel lowered = model.Plan.Lowered;
        ProgramCall[] calls = [.. lowered.Steps.Select(step => step.Call).OfType<ProgramCall>()];
        if (calls.Length < lowered.Steps.Count())
        {
            return Figure.Missing(name, "the core computes a part of this model");
        }

        MvpBuffer[] buffers =
            [.. calls.SelectMany(call => ProgramMemory.Describe(call.Program, lowered.Buffers, lowered.Constants)).DistinctBy(buffer => buffer.Id)];
        var map = MvpMemoryMap.Guess(buffers);
        uint[][] programs = [.. calls.Select(call => MvpEncoder.Encode(call.Program, map))];
        MvpMemory memory = Filled(lowered, buffers, map);
        Sequence<ConstantData> row = model.Rows[^1];
        Span<byte> At(BufferId id, int size) => memory.At(map.AddressOf(ProgramMemory.Of(id)), size, isWrite: true);
        double value = CpuTime.PerSecond(1, () =>
        {
            foreach ((BufferId input, ConstantData data) in lowered.Inputs.Zip(row))
            {
                data.Bytes.Span.CopyTo(At(input, data.Bytes.Length));
            }

            foreach (uint[] words in programs)
            {
                MvpSimulator.Run(words, memory);
            }
        });
        // A benchmark of wrong results would be worth nothing.
        var batch = new MvpModelExecutor(model.Plan, Rounding.Tflm, MvpSimulatorOptions.Default);
        ConstantData expected = batch.RunAll([row], CancellationToken.None)[0][lowered.Graph.Outputs[0]];
        bool equal = At(lowered.Outputs[0], expected.Bytes.Length).SequenceEqual(expected.Bytes.Span);
        return new Figure(name, 1000 / value, "ms", Decimals: 3, Remark: equal ? "" : "WRONG OUTPUTS");
    }

    // Constants where the programs look for them, zeros elsewhere.
    private static MvpMemory Filled(LoweredModel model, MvpBuffer[] buffers, MvpMemoryMap map)
    {
        MvpMemoryRegion[] regions = [Region(MvpMemoryKind.Flash, MvpMemoryMap.FlashStart), Region(MvpMemoryKind.Ram, MvpMemoryMap.RamStart)];
        foreach (MvpBuffer buffer in buffers.Where(buffer => ProgramMemory.IsConstant(buffer.Id)))
        {
            MvpMemoryRegion region = regions[buffer.Kind == MvpMemoryKind.Flash ? 0 : 1];
            model.Constants[ProgramMemory.ConstantOf(buffer.Id)].Data.Bytes.CopyTo(region.Bytes[(int)(map.AddressOf(buffer.Id) - region.Address)..]);
        }

        return new MvpMemory(regions);

        MvpMemoryRegion Region(MvpMemoryKind kind, uint start)
        {
            uint end = buffers.Where(buffer => buffer.Kind == kind)
                .Select(buffer => map.AddressOf(buffer.Id) + (uint)buffer.SizeInBytes).DefaultIfEmpty(start).Max();
            return new MvpMemoryRegion(start, new byte[end - start], IsWritable: kind == MvpMemoryKind.Ram);
        }
    }
}
