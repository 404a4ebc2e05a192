namespace Adc.Formats.Hdf5;

/// <summary>What a data set is, wherever its elements lie.</summary>
/// <param name="ElementSize">Bytes of an element.</param>
/// <param name="What">Names the data set, for messages.</param>
internal sealed record Hdf5Array(IReadOnlyList<int> Shape, int ElementSize, string What)
{
    public int SizeInBytes => Shape.Aggregate(ElementSize, (product, extent) => product * extent);
}

/// <summary>A data set as a grid of chunks, those at the edges reaching beyond.</summary>
internal sealed class Hdf5Grid
{
    private const int MostChunks = 1 << 20, MostChunkBytes = 1 << 28;

    private Hdf5Grid(Hdf5Array array, int[] chunk, int chunkBytes, int[] counts, int count) =>
        (Array, Chunk, ChunkBytes, Counts, Count) = (array, chunk, chunkBytes, counts, count);

    public Hdf5Array Array { get; }

    /// <summary>Extents of a chunk in elements.</summary>
    public IReadOnlyList<int> Chunk { get; }

    public int ChunkBytes { get; }

    /// <summary>How many chunks there are along each axis.</summary>
    public IReadOnlyList<int> Counts { get; }

    public int Count { get; }

    public bool IsEmpty => Count == 0;

    /// <summary>Takes the extents of the chunks from a layout; behind them stands the size of an element.</summary>
    public static Hdf5Grid Read(Hdf5Array array, ref Hdf5Bytes layout, int sizeOfExtent)
    {
        var chunk = new int[array.Shape.Count];
        for (int axis = 0; axis < chunk.Length; axis++)
        {
            chunk[axis] = (int)Math.Min(layout.Bits(sizeOfExtent), int.MaxValue);
        }

        if (layout.Bits(sizeOfExtent) != (ulong)array.ElementSize || chunk.Contains(0))
        {
            throw new MalformedHdf5Exception($"{array.What} has chunks of no size, or of other elements than its own");
        }

        int[] counts = [.. array.Shape.Zip(chunk, (extent, size) => (int)(((long)extent + size - 1) / size))];
        long bytes = Product(array.ElementSize, chunk), count = Product(1, counts);
        return bytes <= MostChunkBytes && count <= MostChunks
            ? new Hdf5Grid(array, chunk, (int)bytes, counts, (int)count)
            : throw new MalformedHdf5Exception($"{array.What} has {count:N0} chunks of {bytes:N0} bytes; up to {MostChunks:N0} chunks of 256 MiB are read");
    }

    private static long Product(int first, int[] extents) => (long)extents.Aggregate((Int128)first, (product, extent) => Int128.Min(product * extent, long.MaxValue));

    /// <summary>The index of the chunk that begins at an element; −1 when there is none.</summary>
    public int IndexAt(IReadOnlyList<ulong> offsets)
    {
        int index = 0;
        for (int axis = 0; axis < Array.Shape.Count; axis++)
        {
            ulong chunk = (ulong)Chunk[axis];
            if (offsets[axis] % chunk != 0 || offsets[axis] / chunk >= (ulong)Counts[axis])
            {
                return -1;
            }

            index = (index * Counts[axis]) + (int)(offsets[axis] / chunk);
        }

        return index;
    }

    /// <summary>Copies the part of a chunk that lies in the data set, row by row.</summary>
    public void Place(ReadOnlySpan<byte> chunk, int index, Span<byte> data)
    {
        int rank = Array.Shape.Count;
        if (rank == 0)
        {
            chunk.CopyTo(data);
            return;
        }

        int[] start = new int[rank], inside = new int[rank], position = new int[rank];
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            start[axis] = index % Counts[axis] * Chunk[axis];
            inside[axis] = Math.Min(Chunk[axis], Array.Shape[axis] - start[axis]);
            index /= Counts[axis];
        }

        int rowBytes = inside[^1] * Array.ElementSize;
        do
        {
            long from = 0, to = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                from = (from * Chunk[axis]) + position[axis];
                to = (to * Array.Shape[axis]) + start[axis] + position[axis];
            }

            chunk.Slice((int)(from * Array.ElementSize), rowBytes).CopyTo(data[(int)(to * Array.ElementSize)..]);
        }
        while (Advance(position, inside));
    }

    /// <summary>Moves to the next row; false behind the last.</summary>
    private static bool Advance(int[] position, int[] extents)
    {
        for (int axis = position.Length - 2; axis >= 0; axis--)
        {
            if (++position[axis] < extents[axis])
            {
                return true;
            }

            position[axis] = 0;
        }

        return false;
    }
}
