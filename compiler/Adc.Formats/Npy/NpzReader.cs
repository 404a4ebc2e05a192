using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Adc.Formats.Npy;

/// <summary>Named arrays, or one sentence that says why there are none.</summary>
public sealed record NpzReadResult(IReadOnlyDictionary<string, NpyArray>? Arrays, string? Problem);

/// <summary>Reads .npz files: zip archives of .npy files. Never throws because of the bytes.</summary>
public static class NpzReader
{
    public const long DefaultLimitInBytes = 1L << 29;

    private const string Extension = ".npy";

    /// <param name="limitInBytes">A bound on all arrays together when unpacked: a small archive can hold endless zeros.</param>
    public static NpzReadResult Read(ReadOnlyMemory<byte> file, long limitInBytes = DefaultLimitInBytes)
    {
        try
        {
            using Stream stream = Open(file);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return Arrays(archive, limitInBytes);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return Refused($"the zip archive cannot be read: {exception.Message}");
        }
    }

    private static NpzReadResult Arrays(ZipArchive archive, long limitInBytes)
    {
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        long left = limitInBytes;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                return Refused($"the archive holds '{entry.FullName}', expected {Extension} files alone");
            }

            if (Unpack(entry, left) is not { } bytes)
            {
                return Refused($"the arrays have more than {limitInBytes:N0} bytes");
            }

            left -= bytes.Length;
            string name = entry.FullName[..^Extension.Length];
            NpyReadResult result = NpyReader.Read(bytes);
            if (result.Array is null)
            {
                return Refused($"'{entry.FullName}': {result.Problem}");
            }

            if (!arrays.TryAdd(name, result.Array))
            {
                return Refused($"the archive holds '{entry.FullName}' twice");
            }
        }

        return new(arrays, Problem: null);
    }

    /// <summary>The bytes of an entry, or null when there are more than <paramref name="limit"/>, whatever the archive claims.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, long limit)
    {
        using Stream packed = entry.Open();
        using var unpacked = new MemoryStream();
        var chunk = new byte[1 << 16];
        for (int count = packed.Read(chunk); count > 0; count = packed.Read(chunk))
        {
            if (unpacked.Length + count > limit)
            {
                return null;
            }

            unpacked.Write(chunk, 0, count);
        }

        return unpacked.ToArray();
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> file) => MemoryMarshal.TryGetArray(file, out ArraySegment<byte> segment)
        ? new(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new(file.ToArray(), writable: false);

    private static NpzReadResult Refused(string problem) => new(Arrays: null, problem);
}
