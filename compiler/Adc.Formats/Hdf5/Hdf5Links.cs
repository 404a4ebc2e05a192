namespace Adc.Formats.Hdf5;

/// <summary>The members of a group: names and addresses of object headers.</summary>
internal static class Hdf5Links
{
    private const int MostLevels = 32;

    /// <summary>Null when the object is no group.</summary>
    public static IReadOnlyList<(string Name, ulong Header)>? Of(Hdf5File file, IReadOnlyList<Hdf5Message> messages)
    {
        if (messages.Optional(Hdf5Message.SymbolTable) is not Hdf5Message table)
        {
            return null;
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
