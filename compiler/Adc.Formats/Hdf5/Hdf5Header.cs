namespace Adc.Formats.Hdf5;

/// <summary>The messages of an object header, that is everything the file says about one object.</summary>
internal static class Hdf5Header
{
    private const int Shared = 2, ChecksumSize = 4;
    private const string What = "an object header";

    private static ReadOnlySpan<byte> Signature => "OHDR"u8;

    private static ReadOnlySpan<byte> ContinuationSignature => "OCHK"u8;

    public static IReadOnlyList<Hdf5Message> Read(Hdf5File file, ulong address)
    {
        Hdf5Bytes bytes = file.At(address, What);
        return bytes.StartsWith(Signature) ? ReadSecond(file, address) : ReadFirst(file, bytes);
    }

    private static List<Hdf5Message> ReadFirst(Hdf5File file, Hdf5Bytes bytes)
    {
        int version = bytes.Byte();
        if (version != 1)
        {
            throw new MalformedHdf5Exception($"an object header has version {version}; 1 and 2 are read");
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
            var rest = new Hdf5Bytes(block, file.Widths, What);
            const int MessageHeader = 8;
            while (rest.Left >= MessageHeader && messages.Count < count)
            {
                (int type, int length, int flags) = (rest.Half(), rest.Half(), rest.Byte());
                rest.Skip(3);
                messages.Add(new Hdf5Message(type, flags, rest.Slice(length)));
                if (type == Hdf5Message.Continuation)
                {
                    blocks.Enqueue(Continued(file, messages[^1]));
                }
            }
        }

        return messages;
    }

    /// <summary>Headers of version 2: packed, each block with a signature and a checksum of its own.</summary>
    private static List<Hdf5Message> ReadSecond(Hdf5File file, ulong address)
    {
        const int HasTimes = 0x20, HasAttributeLimits = 0x10, HasCreationOrder = 0x04, SizeOfSize = 0x03;
        Hdf5Bytes bytes = file.At(address, What);
        bytes.Expect(Signature);
        int version = bytes.Byte(), flags = bytes.Byte();
        if (version != 2)
        {
            throw new MalformedHdf5Exception($"an object header has version {version}; 1 and 2 are read");
        }

        bytes.Skip(((flags & HasTimes) != 0 ? 16 : 0) + ((flags & HasAttributeLimits) != 0 ? 4 : 0));
        ulong size = bytes.Number(1 << (flags & SizeOfSize));
        int start = bytes.Position;
        ReadOnlyMemory<byte> first = file.Slice(address, (ulong)start + Math.Min(size, int.MaxValue) + ChecksumSize, What);
        Queue<ReadOnlyMemory<byte>> blocks = new([file.Checked(first, What)[start..]]);
        List<Hdf5Message> messages = [];
        while (blocks.TryDequeue(out ReadOnlyMemory<byte> block))
        {
            var rest = new Hdf5Bytes(block, file.Widths, What);
            int messageHeader = 4 + ((flags & HasCreationOrder) != 0 ? 2 : 0);
            while (rest.Left >= messageHeader)
            {
                (int type, int length, int messageFlags) = (rest.Byte(), rest.Half(), rest.Byte());
                rest.Skip(messageHeader - 4);
                file.Count();
                messages.Add(new Hdf5Message(type, messageFlags, rest.Slice(length)));
                if (type == Hdf5Message.Continuation)
                {
                    ReadOnlyMemory<byte> continued = Continued(file, messages[^1]);
                    if (!continued.Span.StartsWith(ContinuationSignature))
                    {
                        throw new MalformedHdf5Exception("the continuation of an object header does not begin with 'OCHK'");
                    }

                    blocks.Enqueue(file.Checked(continued, What)[ContinuationSignature.Length..]);
                }
            }
        }

        return messages;
    }

    private static ReadOnlyMemory<byte> Continued(Hdf5File file, Hdf5Message message)
    {
        var continued = new Hdf5Bytes(message.Body, file.Widths, "the continuation of an object header");
        return file.Slice(continued.Address(), continued.Length(), "the continuation of an object header");
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
    public const int Dataspace = 0x01, LinkInfo = 0x02, Datatype = 0x03, Link = 0x06, Layout = 0x08, GroupInfo = 0x0A, Filters = 0x0B, Attribute = 0x0C,
        Continuation = 0x10, SymbolTable = 0x11, AttributeInfo = 0x15;
}
