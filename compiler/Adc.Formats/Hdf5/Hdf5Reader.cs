namespace Adc.Formats.Hdf5;

/// <summary>Reads the part of HDF5 that Keras writes. Every offset is checked; any bytes give a result, none an exception.</summary>
/// <remarks>
/// Superblocks 0 to 3, object headers of both versions, groups as symbol tables or as links in their headers; contiguous, compact and
/// chunked data, the latter also by deflate and shuffle; strings of fixed and of variable length. Everything else is refused by name.
/// Source: the HDF5 File Format Specification, version 3.
/// </remarks>
public static class Hdf5Reader
{
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsHdf5(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static Hdf5ReadResult Read(ReadOnlyMemory<byte> file)
    {
        if (!IsHdf5(file.Span))
        {
            return new Hdf5ReadResult(null, "the file is not an HDF5 file");
        }

        try
        {
            (Hdf5File opened, ulong root) = Superblock(file);
            return new Hdf5ReadResult((Hdf5Group)new Hdf5Objects(opened).Read("", root, mustBeGroup: true), null);
        }
        catch (MalformedHdf5Exception malformed)
        {
            return new Hdf5ReadResult(null, malformed.Message);
        }
    }

    private static (Hdf5File File, ulong RootHeader) Superblock(ReadOnlyMemory<byte> file)
    {
        var bytes = new Hdf5Bytes(file, default, "the superblock");
        bytes.Skip(Signature.Length);
        int version = bytes.Byte();
        if (version is 2 or 3)
        {
            return SecondSuperblock(file, bytes);
        }

        if (version > 3)
        {
            throw new MalformedHdf5Exception($"the superblock has version {version}; versions 0 to 3 are read");
        }

        bytes.Skip(4); // versions of parts that adc does not need, and a reserved byte
        Hdf5Widths widths = Widths(bytes.Byte(), bytes.Byte());
        bytes.Skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0)); // sizes of tree nodes, flags
        var rest = new Hdf5Bytes(bytes.Slice(bytes.Left), widths, "the superblock");
        ulong baseAddress = rest.Address();
        _ = (rest.Address(), rest.Address(), rest.Address(), rest.Length()); // free space, end of file, driver, name of the root
        return (new Hdf5File(file, widths, baseAddress), rest.Address());
    }

    private static (Hdf5File File, ulong RootHeader) SecondSuperblock(ReadOnlyMemory<byte> file, Hdf5Bytes bytes)
    {
        Hdf5Widths widths = Widths(bytes.Byte(), bytes.Byte());
        bytes.Skip(1); // flags
        var rest = new Hdf5Bytes(bytes.Slice(Math.Min(bytes.Left, (4 * widths.Offset) + 4)), widths, "the superblock");
        ulong baseAddress = rest.Address();
        _ = (rest.Address(), rest.Address()); // extension, end of file
        ulong root = rest.Address();
        rest.Skip(4);
        Hdf5Bytes.WithoutChecksum(file[..bytes.Position], "the superblock");
        return (new Hdf5File(file, widths, baseAddress), root);
    }

    private static Hdf5Widths Widths(int offset, int length) =>
        offset is 2 or 4 or 8 && length is 2 or 4 or 8
            ? new(offset, length)
            : throw new MalformedHdf5Exception($"addresses of {offset} bytes and lengths of {length} bytes are not read");
}
