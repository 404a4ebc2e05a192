namespace Adc.Formats.Hdf5;

/// <summary>The tree (of version 1) that leads to the chunks of a data set.</summary>
internal static class Hdf5ChunkTree
{
    private const int MostLevels = 32;

    public static IEnumerable<Hdf5Chunk> Of(Hdf5File file, ulong root, Hdf5Grid grid)
    {
        List<Hdf5Chunk> chunks = [];
        Walk(file, root, grid, chunks, MostLevels);
        return chunks;
    }

    private static void Walk(Hdf5File file, ulong address, Hdf5Grid grid, List<Hdf5Chunk> chunks, int levels)
    {
        const int Chunks = 1;
        Hdf5Bytes node = file.At(address, $"the tree of {grid.Array.What}");
        node.Expect("TREE"u8);
        int type = node.Byte(), level = node.Byte(), count = node.Half();
        if (type != Chunks || level >= levels)
        {
            throw new MalformedHdf5Exception($"the tree of {grid.Array.What} is malformed");
        }

        _ = (node.Address(), node.Address()); // its neighbours
        for (int i = 0; i < count; i++)
        {
            file.Count();
            uint size = node.Word(), skipped = node.Word();
            ulong[] offsets = [.. Enumerable.Range(0, grid.Array.Shape.Count + 1).Select(_ => node.Long())];
            ulong child = node.Address();
            if (level > 0)
            {
                Walk(file, child, grid, chunks, level);
            }
            else if (grid.IndexAt(offsets) is int index and >= 0)
            {
                chunks.Add(new Hdf5Chunk(index, child, size, skipped));
            }
        }
    }
}
