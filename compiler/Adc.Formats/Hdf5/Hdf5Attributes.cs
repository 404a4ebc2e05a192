namespace Adc.Formats.Hdf5;

/// <summary>The attributes of an object.</summary>
internal static class Hdf5Attributes
{
    private const int SharedParts = 0x03;

    /// <param name="owner">The object's name, for messages.</param>
    public static IEnumerable<Hdf5Attribute> Of(Hdf5File file, IReadOnlyList<Hdf5Message> messages, string owner)
    {
        const int TracksOrder = 0x01;
        if (messages.Optional(Hdf5Message.AttributeInfo) is Hdf5Message info)
        {
            var bytes = new Hdf5Bytes(info.Body, file.Widths, "the attributes of an object");
            bytes.Skip(1);
            int flags = bytes.Byte();
            bytes.Skip((flags & TracksOrder) != 0 ? 2 : 0);
            if (bytes.Address() != file.Nowhere)
            {
                throw new MalformedHdf5Exception($"'{owner}' keeps its attributes in a fractal heap, which is not read; save the file with libver='earliest'");
            }
        }

        return messages.Where(message => message.Type == Hdf5Message.Attribute).Select(message => Read(file, message));
    }

    private static Hdf5Attribute Read(Hdf5File file, Hdf5Message message)
    {
        var bytes = new Hdf5Bytes(message.Body, file.Widths, "an attribute");
        int version = bytes.Byte(), flags = bytes.Byte();
        if (version is < 1 or > 3 || (version > 1 && (flags & SharedParts) != 0))
        {
            throw new MalformedHdf5Exception($"an attribute of version {version} is not read");
        }

        int nameSize = bytes.Half(), typeSize = bytes.Half(), spaceSize = bytes.Half();
        bytes.Skip(version == 3 ? 1 : 0);
        string name = bytes.Text(nameSize);
        Pad(ref bytes, nameSize, version);
        Hdf5Type type = Hdf5Types.Type(file, bytes.Slice(typeSize));
        Pad(ref bytes, typeSize, version);
        IReadOnlyList<int> shape = Hdf5Types.Shape(file, bytes.Slice(spaceSize));
        Pad(ref bytes, spaceSize, version);
        long size = Hdf5Types.SizeInBytes(type, shape, $"the attribute '{name}'");
        return new Hdf5Attribute(name, Hdf5Types.Value(file, type, shape, bytes.Slice(size)));
    }

    // Only the first version pads its parts to multiples of eight.
    private static void Pad(ref Hdf5Bytes bytes, int size, int version) => bytes.Skip(version == 1 ? (8 - (size % 8)) % 8 : 0);
}
