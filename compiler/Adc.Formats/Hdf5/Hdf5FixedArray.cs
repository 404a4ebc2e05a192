namespace Adc.Formats.Hdf5;

/// <summary>The array that leads to the chunks of a data set of fixed size, in files of the newer style.</summary>
internal static class Hdf5FixedArray
{
    public static IEnumerable<Hdf5Chunk> Of(Hdf5File file, ulong address, Hdf5Grid grid)
    {
        const int WithFilters = 1, ChecksumSize = 4;
        string what = $"the index of {grid.Array.What}";
        if (address == file.Nowhere)
        {
            return [];
        }

        Hdf5Bytes header = file.Checked(address, 8 + file.Widths.Length + file.Widths.Offset + ChecksumSize, what);
        header.Expect("FAHD"u8);
        header.Skip(1);
        int client = header.Byte(), entrySize = header.Byte(), pageBits = header.Byte();
        ulong count = header.Length(), block = header.Address();
        int sizeOfSize = entrySize - file.Widths.Offset - 4;
        if (count != (ulong)grid.Count || client > WithFilters || pageBits > 31
            || (client == WithFilters ? sizeOfSize is < 1 or > 8 : entrySize != file.Widths.Offset))
        {
            throw new MalformedHdf5Exception($"{what} does not fit its shape");
        }

        if (count > 1UL << pageBits)
        {
            throw new MalformedHdf5Exception($"{what} has pages, which are not read; save it in fewer chunks");
        }

        if (block == file.Nowhere)
        {
            return [];
        }

        int prefix = 6 + file.Widths.Offset;
        Hdf5Bytes entries = file.Checked(block, prefix + ((long)count * entrySize) + ChecksumSize, what);
        entries.Expect("FADB"u8);
        entries.Skip(prefix - 4);
        List<Hdf5Chunk> chunks = [];
        for (int i = 0; i < grid.Count; i++)
        {
            file.Count();
            ulong chunk = entries.Address(), size = client == WithFilters ? entries.Bits(sizeOfSize) : (ulong)grid.ChunkBytes;
            chunks.Add(new Hdf5Chunk(i, chunk, size, client == WithFilters ? entries.Word() : 0));
        }

        return chunks;
    }
}
