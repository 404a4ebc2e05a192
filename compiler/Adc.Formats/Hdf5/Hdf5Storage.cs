namespace Adc.Formats.Hdf5;

/// <summary>The elements of a data set, wherever they lie.</summary>
internal static class Hdf5Storage
{
    private const int Compact = 0, Contiguous = 1, Chunked = 2;

    public static Hdf5Value Read(Hdf5File file, IReadOnlyList<Hdf5Message> messages, string what)
    {
        Hdf5Type type = Hdf5Types.Type(file, messages.Required(Hdf5Message.Datatype, $"the element type of {what}").Body);
        IReadOnlyList<int> shape = Hdf5Types.Shape(file, messages.Required(Hdf5Message.Dataspace, $"the shape of {what}").Body);
        long size = Hdf5Types.SizeInBytes(type, shape, what);
        var layout = new Hdf5Bytes(messages.Required(Hdf5Message.Layout, $"the layout of {what}").Body, file.Widths, $"the layout of {what}");
        int version = layout.Byte();
        if (version is not (3 or 4))
        {
            throw new MalformedHdf5Exception($"{what} has a layout of version {version}; versions 3 and 4 are read");
        }

        int kind = layout.Byte();
        ReadOnlyMemory<byte> data = kind switch
        {
            Compact => layout.Slice(Math.Min(layout.Half(), size)),
            Contiguous => At(file, layout.Address(), size, what),
            Chunked => InChunks(file, messages, version, layout, new Hdf5Array(shape, type.Size, what)),
            _ => throw new MalformedHdf5Exception($"{what} is a view of other data sets, which is not read"),
        };
        return data.Length == size
            ? Hdf5Types.Value(file, type, shape, data)
            : throw new MalformedHdf5Exception($"{what} has {data.Length:N0} bytes where its shape needs {size:N0}");
    }

    private static ReadOnlyMemory<byte> InChunks(Hdf5File file, IReadOnlyList<Hdf5Message> messages, int version, Hdf5Bytes layout, Hdf5Array array)
    {
        Hdf5Filters filters = Hdf5Filters.Of(file, messages, array.What);
        return version == 3 ? Hdf5Chunks.ReadThird(file, layout, array, filters) : Hdf5Chunks.ReadFourth(file, layout, array, filters);
    }

    // Space that was never written has no address.
    private static ReadOnlyMemory<byte> At(Hdf5File file, ulong address, long size, string what) =>
        size == 0 ? default
        : address == file.Nowhere ? throw new MalformedHdf5Exception($"{what} was never written")
        : file.Slice(address, (ulong)size, what);
}
