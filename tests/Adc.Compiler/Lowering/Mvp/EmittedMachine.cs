using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>What the driver and the accelerator do with emitted streams: registers, a byte memory, one program after the other.</summary>
/// <remarks>Registers hold junk before the first program, and what programs leave in them afterwards.</remarks>
internal sealed class EmittedMachine
{
    private const uint Arena = MvpMemoryMap.RamStart, Flash = MvpMemoryMap.FlashStart, RamConstants = MvpMemoryMap.RamStart + 0x0010_0000;
    private const uint Junk = 0x7C01_FEDC;

    private readonly PlannedModel plan;
    private readonly ProgramStreams streams;
    private readonly byte[] arena;
    private readonly MvpMemory memory;

    public EmittedMachine(PlannedModel plan, ProgramCompression compression = ProgramCompression.Delta)
    {
        this.plan = plan;
        streams = ProgramStreams.Of(plan, compression);
        arena = new byte[plan.ArenaSizeInBytes];
        Array.Fill(arena, (byte)0xA5);
        var layout = ConstantLayout.Of(plan.Lowered);
        memory = new MvpMemory(
            new MvpMemoryRegion(Arena, arena, IsWritable: true),
            new MvpMemoryRegion(Flash, Blob(layout, ConstantPlace.AcceleratorFlash, layout.FlashSizeInBytes), IsWritable: false),
            new MvpMemoryRegion(RamConstants, Blob(layout, ConstantPlace.AcceleratorRam, layout.RamSizeInBytes), IsWritable: false));
        Array.Fill(Words, Junk);
    }

    /// <summary>The register block.</summary>
    public uint[] Words { get; } = new uint[MvpLimits.Words];

    /// <summary>One inference: all programs in order.</summary>
    /// <param name="round">Counts from 0; the first one begins with the whole image of program 0.</param>
    public byte[] Invoke(ConstantData input, int round) => Invoke([input], round);

    /// <summary>The same for several inputs.</summary>
    public byte[] Invoke(Sequence<ConstantData> inputs, int round)
    {
        foreach ((ConstantData input, BufferId buffer) in inputs.Zip(plan.Lowered.Inputs))
        {
            input.Bytes.Span.CopyTo(arena.AsSpan(plan.OffsetOf(buffer)));
        }

        for (int index = 0; index < streams.Programs.Count; index++)
        {
            Apply([.. index == 0 && round > 0 ? streams.Wrap : streams.Programs[index].Words]);
            Words[^1] = MvpLimits.StartCommand;
            MvpRun run = MvpSimulator.Run(Words, memory, MvpSimulatorOptions.Default, out MvpList<MvpComplex> registers);
            Assert.True(run.Outcome == MvpOutcome.Done, $"program {index}: {run.Fault}");
            Assert.Equal(MvpFlags.None, run.Flags & MvpFlags.WrongResult);
            for (int register = 0; register < MvpLimits.Registers; register++)
            {
                Words[register] = registers[register].Word;
            }
        }

        Graph graph = plan.Lowered.Graph;
        return arena.AsSpan(plan.OffsetOf(plan.Lowered.Outputs[0]), graph.TypeOf(graph.Outputs[0]).SizeInBytes).ToArray();
    }

    /// <summary>Writes a stream's words into the registers, as firmware/mvp/adc_mvp.h tells.</summary>
    private void Apply(uint[] stream)
    {
        int position = 1;
        for (uint runs = stream[0] & 0xFF; runs > 0; runs--)
        {
            uint first = stream[position] >> 8, count = stream[position] & 0xFF;
            Array.Copy(stream, position + 1, Words, (int)first, (int)count);
            position += 1 + (int)count;
        }

        for (uint addresses = stream[0] >> 8; addresses > 0; addresses--, position++)
        {
            uint word = stream[position], offset = word & 0x03FF_FFFF;
            Words[8 + (4 * (word >> 29))] = offset + ((word >> 26) & 7) switch { 0 => Arena, 1 => Flash, 2 => RamConstants, _ => throw new InvalidOperationException("no such segment") };
        }

        Assert.Equal(stream.Length, position);
    }

    private byte[] Blob(ConstantLayout layout, ConstantPlace place, int size)
    {
        byte[] blob = new byte[size];
        foreach ((ConstantArray constant, int offset) in plan.Lowered.Constants.Zip(layout.Offsets).Where(pair => pair.First.Placement == place))
        {
            constant.Data.Bytes.Span.CopyTo(blob.AsSpan(offset));
        }

        return blob;
    }
}
