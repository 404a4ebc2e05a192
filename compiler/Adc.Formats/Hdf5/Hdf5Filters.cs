using System.IO.Compression;

namespace Adc.Formats.Hdf5;

/// <summary>What a data set's chunks have gone through on their way into the file, and the way back.</summary>
internal sealed class Hdf5Filters
{
    private const int Deflate = 1, Shuffle = 2;

    private readonly IReadOnlyList<(int Id, int ElementSize)> filters;

    private Hdf5Filters(IReadOnlyList<(int Id, int ElementSize)> filters) => this.filters = filters;

    public bool IsEmpty => filters.Count == 0;

    public static Hdf5Filters Of(Hdf5File file, IReadOnlyList<Hdf5Message> messages, string what)
    {
        if (messages.Optional(Hdf5Message.Filters) is not Hdf5Message message)
        {
            return new Hdf5Filters([]);
        }

        var bytes = new Hdf5Bytes(message.Body, file.Widths, $"the filters of {what}");
        int version = bytes.Byte(), count = bytes.Byte();
        if (version is not (1 or 2))
        {
            throw new MalformedHdf5Exception($"the filters of {what} have version {version}; 1 and 2 are read");
        }

        bytes.Skip(version == 1 ? 6 : 0);
        List<(int, int)> filters = [];
        for (int i = 0; i < count; i++)
        {
            const int FirstRegistered = 256; // filters below have no names in version 2
            int id = bytes.Half(), nameSize = version == 1 || id >= FirstRegistered ? bytes.Half() : 0;
            bytes.Skip(2);
            int parameters = bytes.Half();
            bytes.Skip(version == 1 ? (nameSize + 7) / 8 * 8 : nameSize);
            uint first = parameters > 0 ? bytes.Word() : 0;
            bytes.Skip((4L * Math.Max(0, parameters - 1)) + (version == 1 && parameters % 2 == 1 ? 4 : 0));
            if (id is not (Deflate or Shuffle))
            {
                throw new MalformedHdf5Exception($"{what} is stored by the filter {NameOf(id)}, which is not read; deflate and shuffle are");
            }

            filters.Add((id, (int)Math.Min(first, int.MaxValue)));
        }

        return new Hdf5Filters(filters);
    }

    /// <summary>The elements of a chunk.</summary>
    /// <param name="skipped">A bit for each filter that this chunk has not gone through.</param>
    /// <param name="size">What must come out, in bytes.</param>
    public ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> stored, uint skipped, int size, string what)
    {
        for (int i = filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (skipped >> i & 1) != 0)
            {
                continue;
            }

            stored = filters[i].Id == Deflate ? Inflate(stored, size, what) : Unshuffle(stored.Span, filters[i].ElementSize);
        }

        return stored.Length == size ? stored : throw new MalformedHdf5Exception($"a chunk of {what} has {stored.Length:N0} bytes where {size:N0} are expected");
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> stored, int size, string what)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
            byte[] bytes = new byte[size];
            stream.ReadExactly(bytes);
            return stream.ReadByte() < 0 ? bytes : throw new MalformedHdf5Exception($"a chunk of {what} is larger than its shape");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            throw new MalformedHdf5Exception($"a chunk of {what} cannot be decompressed");
        }
    }

    /// <summary>From all first bytes, all second bytes and so on back to elements; what is left over stays behind them.</summary>
    private static byte[] Unshuffle(ReadOnlySpan<byte> shuffled, int elementSize)
    {
        byte[] bytes = shuffled.ToArray();
        int count = elementSize > 1 ? shuffled.Length / elementSize : 0;
        for (int part = 0; part < elementSize && count > 0; part++)
        {
            for (int i = 0; i < count; i++)
            {
                bytes[(i * elementSize) + part] = shuffled[(part * count) + i];
            }
        }

        return bytes;
    }

    private static string NameOf(int id) => id switch
    {
        3 => "fletcher32",
        4 => "szip",
        5 => "nbit",
        6 => "scaleoffset",
        32000 => "lzf",
        32001 => "blosc",
        _ => $"number {id}",
    };
}
