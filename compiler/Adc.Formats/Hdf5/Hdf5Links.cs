namespace Adc.Formats.Hdf5;

/// <summary>The members of a group: names and addresses of object headers.</summary>
internal static class Hdf5Links
{
    private const int MostLevels = 32;

    /// <summary>Null when the object is no group.</summary>
    /// <param name="group">The object's name, for messages.</param>
    public static IReadOnlyList<(string Name, ulong Header)>? Of(Hdf5File file, IReadOnlyList<Hdf5Message> messages, string group)
    {
        if (messages.Optional(Hdf5Message.SymbolTable) is not Hdf5Message table)
        {
            return messages.Any(message => message.Type is Hdf5Message.Link or Hdf5Message.LinkInfo or Hdf5Message.GroupInfo)
                ? InHeader(file, messages, group)
                : null;
        }

        var bytes = new Hdf5Bytes(table.Body, file.Widths, "a symbol table");
        ulong tree = bytes.Address();
        Hdf5Bytes heap = file.At(bytes.Address(), "a heap of names");
        heap.Expect("HEAP"u8);
        heap.Skip(4);
        ulong size = heap.Length();
        heap.Length();
        ReadOnlyMemory<byte> names = file.Slice(heap.Address(), size, "a heap of names");
        List<(string, ulong)> found = [];
        Walk(file, tree, names, found, MostLevels);
        return found;
    }

    /// <summary>Groups of the newer style keep up to eight links in their headers, more in a heap.</summary>
    private static IReadOnlyList<(string Name, ulong Header)> InHeader(Hdf5File file, IReadOnlyList<Hdf5Message> messages, string group)
    {
        const int TracksOrder = 0x01;
        if (messages.Optional(Hdf5Message.LinkInfo) is Hdf5Message info)
        {
            var bytes = new Hdf5Bytes(info.Body, file.Widths, "the links of a group");
            bytes.Skip(1);
            int flags = bytes.Byte();
            bytes.Skip((flags & TracksOrder) != 0 ? 8 : 0);
            if (bytes.Address() != file.Nowhere)
            {
                throw new MalformedHdf5Exception($"the group '{group}' keeps its links in a fractal heap, which is not read; save the file with libver='earliest'");
            }
        }

        return [.. messages.Where(message => message.Type == Hdf5Message.Link).Select(message => Link(file, message)).OfType<(string, ulong)>()];
    }

    /// <summary>Null for links by name and to other files, which Keras does not write.</summary>
    private static (string Name, ulong Header)? Link(Hdf5File file, Hdf5Message message)
    {
        const int SizeOfLength = 0x03, HasOrder = 0x04, HasType = 0x08, HasCharacterSet = 0x10, Hard = 0;
        var bytes = new Hdf5Bytes(message.Body, file.Widths, "a link");
        int version = bytes.Byte(), flags = bytes.Byte();
        if (version != 1)
        {
            throw new MalformedHdf5Exception($"a link has version {version}; 1 is read");
        }

        int type = (flags & HasType) != 0 ? bytes.Byte() : Hard;
        bytes.Skip(((flags & HasOrder) != 0 ? 8 : 0) + ((flags & HasCharacterSet) != 0 ? 1 : 0));
        string name = bytes.Text((int)Math.Min(bytes.Number(1 << (flags & SizeOfLength)), int.MaxValue));
        return type == Hard ? (name, bytes.Address()) : null;
    }

    private static void Walk(Hdf5File file, ulong address, ReadOnlyMemory<byte> names, List<(string, ulong)> found, int levels)
    {
        Hdf5Bytes node = file.At(address, "a tree of names");
        node.Expect("TREE"u8);
        int type = node.Byte(), level = node.Byte(), count = node.Half();
        if (type != 0 || level >= levels)
        {
            throw new MalformedHdf5Exception("a tree of names is malformed");
        }

        _ = (node.Address(), node.Address()); // its neighbours
        for (int i = 0; i < count; i++)
        {
            node.Length(); // the key
            ulong child = node.Address();
            if (level == 0)
            {
                Symbols(file, child, names, found);
            }
            else
            {
                Walk(file, child, names, found, level);
            }
        }
    }

    private static void Symbols(Hdf5File file, ulong address, ReadOnlyMemory<byte> names, List<(string, ulong)> found)
    {
        const int HardLink = 1, SoftLink = 2;
        Hdf5Bytes node = file.At(address, "a node of names");
        node.Expect("SNOD"u8);
        node.Skip(2);
        int count = node.Half();
        for (int i = 0; i < count; i++)
        {
            ulong name = node.Length(), header = node.Address();
            uint cached = node.Word();
            node.Skip(4 + 16);
            if (name >= (ulong)names.Length || cached > SoftLink)
            {
                throw new MalformedHdf5Exception("a node of names is malformed");
            }

            if (cached <= HardLink)
            {
                found.Add((Hdf5Bytes.Decode(names.Span[(int)name..]), header));
            }
        }
    }
}
