using System.Runtime.Intrinsics;

namespace Adc.Simulator.Mvp;

/// <summary>Memory of several runs in lockstep: some bytes common to all, some of each run's own.</summary>
/// <remarks>
/// The runs' own bytes lie side by side, address by address, so that one vector holds the same byte of many runs. Runs are
/// rounded up to whole vectors; those added do what the first one does.
/// </remarks>
public sealed class MvpBatchMemory
{
    private readonly List<Region> regions = [];

    public MvpBatchMemory(int runs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        Runs = runs;
        int vector = Vector256<float>.Count;
        Lanes = (runs + vector - 1) / vector * vector;
    }

    public int Runs { get; }

    internal int Lanes { get; }

    /// <summary>Maps bytes that all runs read and none writes.</summary>
    public void AddCommon(uint address, ReadOnlyMemory<byte> bytes) => regions.Add(new Region(address, bytes.Length, bytes, null));

    /// <summary>Maps bytes of which every run has its own; 0 at the start.</summary>
    public void AddOwn(uint address, int sizeInBytes) =>
        regions.Add(new Region(address, sizeInBytes, default, new byte[checked(sizeInBytes * Lanes)]));

    /// <summary>Writes bytes of one run.</summary>
    public void Write(int run, uint address, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)run, (uint)Runs);
        Span<byte> own = Own(address, bytes.Length);
        for (int index = 0; index < bytes.Length; index++)
        {
            own[(index * Lanes) + run] = bytes[index];
            if (run == 0)
            {
                own[((index * Lanes) + Runs)..((index + 1) * Lanes)].Fill(bytes[index]);
            }
        }
    }

    /// <summary>Writes the same bytes for every run.</summary>
    public void WriteAll(uint address, ReadOnlySpan<byte> bytes)
    {
        Span<byte> own = Own(address, bytes.Length);
        for (int index = 0; index < bytes.Length; index++)
        {
            own.Slice(index * Lanes, Lanes).Fill(bytes[index]);
        }
    }

    /// <summary>Reads bytes of one run.</summary>
    public byte[] Read(int run, uint address, int sizeInBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)run, (uint)Runs);
        Span<byte> own = Own(address, sizeInBytes);
        byte[] bytes = new byte[sizeInBytes];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = own[(index * Lanes) + run];
        }

        return bytes;
    }

    /// <summary>The region that holds all bytes of an access, and where in it; null where there is none.</summary>
    internal Region? Find(uint address, int size, out int offset)
    {
        foreach (Region region in regions)
        {
            if (address >= region.Address && (ulong)address + (ulong)size <= (ulong)region.Address + (ulong)region.SizeInBytes)
            {
                offset = (int)(address - region.Address);
                return region;
            }
        }

        offset = 0;
        return null;
    }

    private Span<byte> Own(uint address, int size) => Find(address, size, out int offset)?.Own is { } own
        ? own.AsSpan(offset * Lanes, size * Lanes)
        : throw new ArgumentException(
            FormattableString.Invariant($"runs have no {size} bytes of their own at 0x{address:X8}"), nameof(address));

    /// <param name="Own">Bytes of all lanes, lane by lane at each address; null for common bytes.</param>
    internal sealed record Region(uint Address, int SizeInBytes, ReadOnlyMemory<byte> Common, byte[]? Own);
}
