namespace Adc.Formats.Hdf5;

/// <summary>Data sets that lie in chunks of one shape, with whatever leads to them.</summary>
internal static class Hdf5Chunks
{
    /// <summary>Reads a data set whose layout has version 3: a tree leads to its chunks.</summary>
    /// <param name="layout">Stands behind the kind of the layout.</param>
    public static ReadOnlyMemory<byte> ReadThird(Hdf5File file, Hdf5Bytes layout, Hdf5Array array, Hdf5Filters filters)
    {
        Expect(layout.Byte(), array);
        ulong tree = layout.Address();
        Hdf5Grid grid = Hdf5Grid.Read(array, ref layout, sizeOfExtent: 4);
        return grid.IsEmpty ? default : Gather(file, grid, filters, tree == file.Nowhere ? [] : [.. Hdf5ChunkTree.Of(file, tree, grid)]);
    }

    /// <summary>Reads a data set whose layout has version 4: what leads to its chunks depends on how it may grow.</summary>
    public static ReadOnlyMemory<byte> ReadFourth(Hdf5File file, Hdf5Bytes layout, Hdf5Array array, Hdf5Filters filters)
    {
        const int SingleChunk = 1, Implicit = 2, FixedArray = 3, ExtensibleArray = 4, FilteredSingleChunk = 0x02;
        int flags = layout.Byte();
        Expect(layout.Byte(), array);
        Hdf5Grid grid = Hdf5Grid.Read(array, ref layout, layout.Byte());
        int index = layout.Byte();
        if (grid.IsEmpty)
        {
            return default;
        }

        switch (index)
        {
            case SingleChunk:
                bool isFiltered = (flags & FilteredSingleChunk) != 0;
                ulong size = isFiltered ? layout.Length() : (ulong)grid.ChunkBytes;
                uint skipped = isFiltered ? layout.Word() : 0;
                return Gather(file, grid, filters, [new Hdf5Chunk(0, layout.Address(), size, skipped)]);
            case Implicit:
                ulong first = layout.Address();
                return Gather(file, grid, filters, [.. Enumerable.Range(0, grid.Count).Select(i =>
                    new Hdf5Chunk(i, first == file.Nowhere ? first : first + ((ulong)i * (ulong)grid.ChunkBytes), (ulong)grid.ChunkBytes, 0))]);
            case FixedArray:
                layout.Skip(1);
                return Gather(file, grid, filters, [.. Hdf5FixedArray.Of(file, layout.Address(), grid)]);
            default:
                string name = index == ExtensibleArray ? "an extensible array" : "a tree of version 2";
                throw new MalformedHdf5Exception($"{grid.Array.What} is indexed by {name}, which is not read; save it with a fixed size");
        }
    }

    /// <summary>Puts all chunks into their places; each must be there once.</summary>
    private static byte[] Gather(Hdf5File file, Hdf5Grid grid, Hdf5Filters filters, Hdf5Chunk[] chunks)
    {
        Hdf5Chunk[] placed = [.. chunks.Where(chunk => chunk.Address != file.Nowhere).DistinctBy(chunk => chunk.Index)];
        if (placed.Length != grid.Count)
        {
            throw new MalformedHdf5Exception($"{grid.Array.What} was never written, or not as a whole: {placed.Length} of {grid.Count} chunks are there");
        }

        file.Spend((long)grid.Count * grid.ChunkBytes);
        byte[] data = new byte[grid.Array.SizeInBytes];
        foreach (Hdf5Chunk chunk in placed)
        {
            ReadOnlyMemory<byte> stored = file.Slice(chunk.Address, chunk.Size, $"a chunk of {grid.Array.What}");
            grid.Place(filters.Undo(stored, chunk.SkippedFilters, grid.ChunkBytes, grid.Array.What).Span, chunk.Index, data);
        }

        return data;
    }

    private static void Expect(int dimensions, Hdf5Array array)
    {
        if (dimensions != array.Shape.Count + 1)
        {
            throw new MalformedHdf5Exception($"{array.What} has chunks of {dimensions - 1} axes, but {array.Shape.Count} axes");
        }
    }
}

/// <summary>A chunk's place in the grid of chunks, row-major, and in the file.</summary>
/// <param name="SkippedFilters">A bit for each filter that it has not gone through.</param>
internal readonly record struct Hdf5Chunk(int Index, ulong Address, ulong Size, uint SkippedFilters);
