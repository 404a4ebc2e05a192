using Adc.Formats.Hdf5;

namespace Adc.Tests.Formats.Hdf5;

/// <summary>Object headers of the newer style in a file, with the checksums at their ends.</summary>
internal static class Hdf5Blocks
{
    private const int ChecksumSize = 4;

    /// <summary>Where they stand, for headers whose sizes take one or two bytes.</summary>
    public static IEnumerable<(int Start, int Length)> In(byte[] file)
    {
        for (int start = file.AsSpan().IndexOf("OHDR"u8); start >= 0;)
        {
            int flags = file[start + 5], times = (flags & 0x20) != 0 ? 16 : 0, limits = (flags & 0x10) != 0 ? 4 : 0, prefix = 6 + times + limits;
            int size = (flags & 3) == 0 ? file[start + prefix] : BitConverter.ToUInt16(file, start + prefix);
            yield return (start, prefix + (1 << (flags & 3)) + size + ChecksumSize);
            int next = file.AsSpan(start + 1).IndexOf("OHDR"u8);
            start = next < 0 ? -1 : start + 1 + next;
        }
    }

    /// <summary>Puts the right checksum behind a changed block.</summary>
    public static void Seal(byte[] file, (int Start, int Length) block) => BitConverter.TryWriteBytes(
        file.AsSpan(block.Start + block.Length - ChecksumSize), Hdf5Checksum.Of(file.AsSpan(block.Start, block.Length - ChecksumSize)));
}
