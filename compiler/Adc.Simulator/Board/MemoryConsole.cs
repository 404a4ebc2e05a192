using Adc.Simulator.Board.Devices;

namespace Adc.Simulator.Board;

/// <summary>A debugger that follows a console in RAM: the first upward buffer of a real-time transfer control block.</summary>
/// <param name="address">Of the control block.</param>
internal sealed class MemoryConsole(BoardMemory memory, uint address, BoardConsole console)
{
    /// <summary>Between two looks, in instructions.</summary>
    public const long Interval = 20_000;

    // After the id, the two counts, and the buffer's name.
    private const uint Buffer = 28, Size = 32, WriteOffset = 36, ReadOffset = 40;

    /// <summary>Takes what has been written since the last look, and makes room.</summary>
    public void Read()
    {
        if (!IsReady() || Word(Size) is not (> 0 and uint size) || Word(WriteOffset) is var write && write >= size)
        {
            return;
        }

        uint read = Word(ReadOffset) % size, start = Word(Buffer);
        for (; read != write; read = (read + 1) % size)
        {
            if (!memory.TryRead(start + read, 1, out ReadOnlySpan<byte> character))
            {
                return;
            }

            console.Put(character[0]);
        }

        memory.TryWriteWord(address + ReadOffset, read);
    }

    private bool IsReady() => memory.TryRead(address, "SEGGER RTT\0\0\0\0\0\0"u8.Length, out ReadOnlySpan<byte> id) && id.SequenceEqual("SEGGER RTT\0\0\0\0\0\0"u8);

    private uint Word(uint offset) => memory.TryReadWord(address + offset, out uint word) ? word : 0;
}
