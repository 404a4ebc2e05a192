namespace Adc.Formats.Hdf5;

/// <summary>Element types, extents, and elements made of both.</summary>
internal static class Hdf5Types
{
    private const int MostDimensions = 32;

    public static Hdf5Type Type(Hdf5File file, ReadOnlyMemory<byte> body)
    {
        const int Integers = 0, Floats = 1, Strings = 3, VariableLength = 9, BigEndian = 0x01, Signed = 0x08, VaxOrder = 0x40, StringKind = 0x01;
        var bytes = new Hdf5Bytes(body, file.Widths, "an element type");
        int kind = bytes.Byte() & 0x0F, flags = bytes.Byte();
        bytes.Skip(2);
        int size = (int)Math.Min(bytes.Word(), int.MaxValue);
        return kind switch
        {
            _ when size == 0 => throw new MalformedHdf5Exception("an element type has no size"),
            Integers => new(Hdf5Class.Integer, size, (flags & Signed) != 0, (flags & BigEndian) != 0),
            Floats when (flags & VaxOrder) == 0 => new(Hdf5Class.Float, size, IsBigEndian: (flags & BigEndian) != 0),
            Strings => new(Hdf5Class.Text, size),
            VariableLength when (flags & 0x0F) == StringKind => new(Hdf5Class.Text, size, IsVariableLength: true),
            _ => new(Hdf5Class.Other, size),
        };
    }

    public static IReadOnlyList<int> Shape(Hdf5File file, ReadOnlyMemory<byte> body)
    {
        const int NullSpace = 2;
        var bytes = new Hdf5Bytes(body, file.Widths, "the extents of an array");
        int version = bytes.Byte(), rank = bytes.Byte();
        bytes.Skip(1);
        bool isNull = version == 2 && bytes.Byte() == NullSpace;
        bytes.Skip(version == 1 ? 5 : 0);
        if (version is not (1 or 2) || rank > MostDimensions)
        {
            throw new MalformedHdf5Exception($"an array of {rank} dimensions, version {version}, is not read");
        }

        if (isNull)
        {
            return [0];
        }

        var shape = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            ulong extent = bytes.Length();
            shape[axis] = extent <= int.MaxValue ? (int)extent : throw new MalformedHdf5Exception($"an array has an extent of {extent}");
        }

        return shape;
    }

    public static long SizeInBytes(Hdf5Type type, IReadOnlyList<int> shape, string what)
    {
        Int128 size = shape.Aggregate((Int128)type.Size, (product, extent) => Int128.Min(product * extent, long.MaxValue));
        return size <= int.MaxValue ? (long)size : throw new MalformedHdf5Exception($"{what} is larger than 2 GiB");
    }

    public static Hdf5Value Value(Hdf5File file, Hdf5Type type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> data) => type switch
    {
        { Class: Hdf5Class.Text } => new(type, shape, default, [.. Strings(file, type, data)]),
        { Class: Hdf5Class.Other } => new(type, shape, default, []),
        _ => new(type, shape, data, []),
    };

    private static IEnumerable<string> Strings(Hdf5File file, Hdf5Type type, ReadOnlyMemory<byte> data)
    {
        for (int start = 0; start + type.Size <= data.Length; start += type.Size)
        {
            ReadOnlyMemory<byte> element = data.Slice(start, type.Size);
            yield return type.IsVariableLength ? OfVariableLength(file, element) : Hdf5Bytes.Decode(element.Span).TrimEnd(' ');
        }
    }

    /// <summary>Length, address of a collection of objects, number of the object.</summary>
    private static string OfVariableLength(Hdf5File file, ReadOnlyMemory<byte> element)
    {
        var reference = new Hdf5Bytes(element, file.Widths, "a string of variable length");
        uint length = reference.Word();
        ulong address = reference.Address();
        uint wanted = reference.Word();
        if (length == 0)
        {
            return "";
        }

        return file.Collection(address).TryGetValue((int)Math.Min(wanted, int.MaxValue), out ReadOnlyMemory<byte> content)
            ? Hdf5Bytes.Decode(content.Span[..(int)Math.Min(length, (uint)content.Length)])
            : throw new MalformedHdf5Exception("a string of variable length is not where it should be");
    }
}
