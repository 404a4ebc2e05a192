using System.Buffers.Binary;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Simulator.Mvp;

/// <summary>A simulated accelerator with a little memory, and programs given as listings.</summary>
internal sealed class MvpBench(int ramSize = 64)
{
    private readonly byte[] flash = new byte[64];
    private readonly byte[] ram = new byte[ramSize];

    public static uint[] Words(string listing)
    {
        MvpProgram? program = MvpAssembler.Parse(listing, out string? problem);
        Assert.Null(problem);
        return MvpEncoder.Encode(program!, MvpMemoryMap.AddressesOnly);
    }

    public Span<byte> Ram => ram;

    public void PutBits(int offset, ushort bits) => BinaryPrimitives.WriteUInt16LittleEndian(ram.AsSpan(offset), bits);

    public float Half(int offset) => (float)BinaryPrimitives.ReadHalfLittleEndian(ram.AsSpan(offset));

    public MvpRun Run(string listing, MvpSimulatorOptions? options = null) => Run(Words(listing), options);

    /// <summary>Runs words on the single and on the lockstep simulator; both must agree.</summary>
    public MvpRun Run(uint[] words, MvpSimulatorOptions? options = null)
    {
        var batch = new MvpBatchMemory(runs: 2);
        batch.AddCommon(MvpMemoryMap.FlashStart, flash);
        batch.AddOwn(MvpMemoryMap.RamStart, ram.Length);
        batch.WriteAll(MvpMemoryMap.RamStart, ram);
        MvpRun inLockstep = MvpBatchSimulator.Run(words, batch, options);
        MvpRun run = MvpSimulator.Run(
            words,
            new MvpMemory(
                new MvpMemoryRegion(MvpMemoryMap.FlashStart, flash, IsWritable: false),
                new MvpMemoryRegion(MvpMemoryMap.RamStart, ram, IsWritable: true)),
            options);
        Assert.Equal(run, inLockstep);
        Assert.Equal(ram, batch.Read(1, MvpMemoryMap.RamStart, ram.Length));
        return run;
    }
}
