namespace Adc.Mvp;

/// <summary>Addresses of buffers, and the chip's memories: flash below RAM.</summary>
public sealed class MvpMemoryMap
{
    public const uint FlashStart = 0x0800_0000;
    public const uint RamStart = 0x2000_0000;

    private readonly List<(MvpBuffer Buffer, uint Address)> placements;

    public MvpMemoryMap(IEnumerable<(MvpBuffer Buffer, uint Address)> placements) => this.placements = [.. placements];

    /// <summary>No buffers: every base is an address.</summary>
    public static MvpMemoryMap AddressesOnly { get; } = new([]);

    /// <summary>Lays buffers one after another, each in its memory, as good a guess as any before memory is planned.</summary>
    /// <remarks>Every buffer starts on an 8-byte line of the flash or on its own, coarser alignment.</remarks>
    public static MvpMemoryMap Guess(IEnumerable<MvpBuffer> buffers)
    {
        uint flash = FlashStart;
        uint ram = RamStart;
        List<(MvpBuffer, uint)> placed = [];
        foreach (MvpBuffer buffer in buffers)
        {
            ref uint next = ref buffer.Kind == MvpMemoryKind.Flash ? ref flash : ref ram;
            uint alignment = (uint)Math.Max(8, buffer.AlignmentInBytes);
            next = (next + alignment - 1) / alignment * alignment;
            placed.Add((buffer, next));
            next += (uint)buffer.SizeInBytes;
        }

        return new MvpMemoryMap(placed);
    }

    public static MvpMemoryKind KindAt(uint address) => address < RamStart ? MvpMemoryKind.Flash : MvpMemoryKind.Ram;

    public IEnumerable<MvpBuffer> Buffers => placements.Select(placement => placement.Buffer);

    public uint AddressOf(MvpBufferId buffer)
    {
        foreach ((MvpBuffer candidate, uint address) in placements)
        {
            if (candidate.Id == buffer)
            {
                return address;
            }
        }

        return buffer == MvpBufferId.AddressSpace
            ? 0u
            : throw new ArgumentException(FormattableString.Invariant($"buffer {buffer.Value} has no address"), nameof(buffer));
    }

    public uint AddressOf(MvpBase origin) => unchecked((uint)(AddressOf(origin.Buffer) + origin.OffsetInBytes));

    /// <summary>The buffer and offset of an address, or the address itself where no buffer holds it.</summary>
    public MvpBase BaseAt(uint address)
    {
        foreach ((MvpBuffer buffer, uint start) in placements)
        {
            if (address >= start && address - start < buffer.SizeInBytes)
            {
                return new MvpBase(buffer.Id, address - start);
            }
        }

        return MvpBase.At(address);
    }
}
