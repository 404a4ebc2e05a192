using System.IO.MemoryMappedFiles;

namespace Adc.Formats.Npy;

/// <summary>A .npy file whose elements are read when they are asked for; it may be larger than memory.</summary>
/// <remarks>Safe to read from several threads at a time.</remarks>
public sealed class NpyFile : IDisposable
{
    private readonly NpyLayout layout;
    private readonly MemoryMappedFile? map;
    private readonly MemoryMappedViewAccessor? whole;
    private readonly ReadOnlyMemory<byte> memory;

    private NpyFile(NpyLayout layout, MemoryMappedFile? map, ReadOnlyMemory<byte> memory)
    {
        this.layout = layout;
        this.map = map;
        // Scattered elements would want a view each.
        whole = layout.IsFortranOrder && layout.SizeInBytes(long.MaxValue) > 0 ? map?.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read) : null;
        this.memory = memory;
        Shape = [.. layout.Shape.Select(extent => (int)extent)];
    }

    public NpyElementType Type => layout.Type;

    /// <summary>Extents, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Opens a file; null, with a problem, when it is no sound .npy file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static NpyFile? Open(string path, out string problem)
    {
        long length;
        byte[] start;
        using (FileStream stream = File.OpenRead(path))
        {
            length = stream.Length;
            start = new byte[Math.Min(length, NpyLayout.LongestStart)];
            stream.ReadExactly(start);
        }

        if (NpyLayout.Read(start, out problem) is not { } layout)
        {
            return null;
        }

        string shape = string.Join(", ", layout.Shape);
        if (layout.SizeInBytes(long.MaxValue) is not { } size)
        {
            problem = $"the shape ({shape}) is beyond any file";
            return null;
        }

        if (length - layout.DataPosition != size)
        {
            problem = $"{length - layout.DataPosition:N0} bytes follow the header, expected {size:N0} for the shape ({shape})";
            return null;
        }

        return new NpyFile(layout, MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read), default);
    }

    /// <summary>An array in memory, read as if it were a file.</summary>
    public static NpyFile Of(NpyArray array) => new(
        new NpyLayout(array.Type, IsBigEndian: false, IsFortranOrder: false, [.. array.Shape.Select(extent => (long)extent)], 0), null, array.Data);

    /// <summary>Copies consecutive elements in C order, little endian.</summary>
    /// <param name="first">Index of the first one, counted in C order.</param>
    /// <param name="elements">Room for whole elements.</param>
    public void Read(long first, Span<byte> elements)
    {
        int size = Type.SizeInBytes();
        if (layout.IsFortranOrder)
        {
            ReadScattered(first, elements, size);
        }
        else
        {
            Copy(layout.DataPosition + (first * size), elements);
        }

        for (int at = 0; layout.IsBigEndian && at < elements.Length; at += size)
        {
            elements.Slice(at, size).Reverse();
        }
    }

    public void Dispose()
    {
        whole?.Dispose();
        map?.Dispose();
    }

    // The first extent varies fastest in the file and slowest in C order.
    private void ReadScattered(long first, Span<byte> elements, int size)
    {
        for (int at = 0; at < elements.Length; at += size)
        {
            long index = first + (at / size), position = 0, stride = layout.Shape.Aggregate(1L, (product, extent) => product * extent);
            for (int axis = Shape.Count - 1; axis >= 0; axis--)
            {
                stride /= Shape[axis];
                position += index % Shape[axis] * stride;
                index /= Shape[axis];
            }

            Copy(layout.DataPosition + (position * size), elements.Slice(at, size));
        }
    }

    // A view for each piece keeps what is mapped, and so what counts as memory, small.
    private void Copy(long position, Span<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (map is null)
        {
            memory.Span.Slice((int)position, bytes.Length).CopyTo(bytes);
            return;
        }

        if (whole is not null)
        {
            whole.SafeMemoryMappedViewHandle.ReadSpan((ulong)position, bytes);
            return;
        }

        using MemoryMappedViewAccessor view = map.CreateViewAccessor(position, bytes.Length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.ReadSpan((ulong)view.PointerOffset, bytes);
    }
}
