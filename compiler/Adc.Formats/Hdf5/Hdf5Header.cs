namespace Adc.Formats.Hdf5;

/// <summary>The messages of an object header, that is everything the file says about one object.</summary>
internal static class Hdf5Header
{
    private const int Shared = 2;

    public static IReadOnlyList<Hdf5Message> Read(Hdf5File file, ulong address)
    {
        Hdf5Bytes bytes = file.At(address, "an object header");
        if (bytes.Byte() != 1)
        {
            throw new MalformedHdf5Exception("an object header is not of version 1, which libver='earliest' writes");
        }

        bytes.Skip(1);
        int count = bytes.Half();
        bytes.Skip(4);
        uint size = bytes.Word();
        bytes.Skip(4);
        List<Hdf5Message> messages = [];
        Queue<ReadOnlyMemory<byte>> blocks = new([bytes.Slice(size)]);
        while (blocks.TryDequeue(out ReadOnlyMemory<byte> block))
        {
            var rest = new Hdf5Bytes(block, file.Widths, "an object header");
            const int MessageHeader = 8;
            while (rest.Left >= MessageHeader && messages.Count < count)
            {
                (int type, int length, int flags) = (rest.Half(), rest.Half(), rest.Byte());
                rest.Skip(3);
                messages.Add(new Hdf5Message(type, flags, rest.Slice(length)));
                if (type == Hdf5Message.Continuation)
                {
                    var continued = new Hdf5Bytes(messages[^1].Body, file.Widths, "the continuation of an object header");
                    blocks.Enqueue(file.Slice(continued.Address(), continued.Length(), "the continuation of an object header"));
                }
            }
        }

        return messages;
    }

    /// <summary>The body of a message of which there must be one.</summary>
    public static Hdf5Message Required(this IReadOnlyList<Hdf5Message> messages, int type, string what) =>
        messages.Optional(type) ?? throw new MalformedHdf5Exception($"{what} is missing");

    /// <summary>The message of a type, or null.</summary>
    public static Hdf5Message? Optional(this IReadOnlyList<Hdf5Message> messages, int type)
    {
        Hdf5Message? message = messages.FirstOrDefault(candidate => candidate.Type == type);
        return message is not null && (message.Flags & Shared) != 0
            ? throw new MalformedHdf5Exception("shared messages (types of their own) are not read")
            : message;
    }
}

/// <summary>One statement about an object.</summary>
internal sealed record Hdf5Message(int Type, int Flags, ReadOnlyMemory<byte> Body)
{
    public const int Dataspace = 0x01, Datatype = 0x03, Layout = 0x08, Attribute = 0x0C, Continuation = 0x10, SymbolTable = 0x11;
}
