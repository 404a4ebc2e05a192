namespace Adc.Simulator.Mvp;

/// <summary>A piece of memory that the accelerator's buses reach.</summary>
public sealed record MvpMemoryRegion(uint Address, Memory<byte> Bytes, bool IsWritable);

/// <summary>The address space as the accelerator sees it: a few regions, and errors between them.</summary>
public sealed class MvpMemory(params IEnumerable<MvpMemoryRegion> regions)
{
    private readonly MvpMemoryRegion[] regions = [.. regions];

    /// <summary>The bytes at an address; none where they are not all mapped, or are to be written and may not be.</summary>
    public Span<byte> At(uint address, int size, bool isWrite = false)
    {
        foreach (MvpMemoryRegion region in regions)
        {
            if (address >= region.Address && (ulong)address + (ulong)size <= (ulong)region.Address + (ulong)region.Bytes.Length)
            {
                return isWrite && !region.IsWritable ? [] : region.Bytes.Span.Slice((int)(address - region.Address), size);
            }
        }

        return [];
    }
}
