using Adc.Simulator.Mvp;

namespace Adc.Simulator.Board.Devices;

/// <summary>Memory as the accelerator sees it: a program works on what was there at its start, and shows its stores at its end.</summary>
/// <remarks>Firmware that reads results too early, or writes inputs too late, is so found out.</remarks>
internal sealed class MvpBlockMemory(BoardMemory memory, int flashBytes, int ramBytes)
{
    private readonly byte[] before = new byte[ramBytes];
    private readonly byte[] after = new byte[ramBytes];
    private byte[]? flash;

    /// <summary>Memory for one program.</summary>
    public MvpMemory Begin()
    {
        flash ??= Content(BoardMemory.FlashAddress, flashBytes).ToArray();
        Content(BoardMemory.RamAddress, ramBytes).CopyTo(before);
        before.CopyTo(after, 0);
        return new MvpMemory(
            new MvpMemoryRegion(BoardMemory.FlashAddress, flash, IsWritable: false), new MvpMemoryRegion(BoardMemory.RamAddress, after, IsWritable: true));
    }

    /// <summary>Shows the core what the program has stored.</summary>
    public void End()
    {
        if (!memory.TryWrite(BoardMemory.RamAddress, ramBytes, out Span<byte> ram))
        {
            throw new InvalidOperationException("the board has no RAM");
        }

        int index = 0;
        while (true)
        {
            index += before.AsSpan(index).CommonPrefixLength(after.AsSpan(index));
            if (index == after.Length)
            {
                return;
            }

            ram[index] = after[index];
            index++;
        }
    }

    private ReadOnlySpan<byte> Content(uint address, int count) => memory.TryRead(address, count, out ReadOnlySpan<byte> bytes)
        ? bytes
        : throw new InvalidOperationException($"the board has no memory at 0x{address:x8}");
}
