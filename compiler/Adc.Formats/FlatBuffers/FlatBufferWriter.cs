using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.FlatBuffers;

/// <summary>Lays tables out in a file: every table before what it refers to, equal field lists stored once.</summary>
public sealed class FlatBufferWriter
{
    private const int OffsetSize = 4;

    private readonly Dictionary<string, int> vtables = new(StringComparer.Ordinal);
    private byte[] bytes = new byte[1024];
    private int length;

    private FlatBufferWriter()
    {
    }

    /// <param name="identifier">Four ASCII characters behind the root offset.</param>
    /// <exception cref="ArgumentException">The file would have 2^31 bytes or more.</exception>
    public static byte[] Write(FlatTableBuilder root, string identifier)
    {
        var writer = new FlatBufferWriter();
        int rootOffset = writer.Reserve(OffsetSize, OffsetSize);
        Encoding.ASCII.GetBytes(identifier, writer.bytes.AsSpan(writer.Reserve(identifier.Length, 1)));
        writer.Point(rootOffset, writer.Table(root));
        writer.Reserve(0, OffsetSize);
        return writer.bytes[..writer.length];
    }

    /// <summary>Writes a table and all that it refers to; returns its position.</summary>
    private int Table(FlatTableBuilder table)
    {
        List<FlatField> fields = [.. table.Fields.OrderByDescending(field => field.Size).ThenBy(field => field.Slot)];
        int alignment = fields.Count == 0 ? OffsetSize : Math.Max(OffsetSize, fields[0].Size);
        var offsets = new Dictionary<int, int>();
        int size = OffsetSize;
        foreach (FlatField field in fields)
        {
            size = Aligned(size, field.Size);
            offsets.Add(field.Slot, size);
            size += field.Size;
        }

        int vtable = Vtable(offsets, size);
        int position = Reserve(size, alignment);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), position - vtable);
        foreach (FlatField field in fields.OrderBy(field => field.Slot))
        {
            Content(field, position + offsets[field.Slot]);
        }

        return position;
    }

    private int Vtable(Dictionary<int, int> offsets, int tableSize)
    {
        int slots = offsets.Count == 0 ? 0 : offsets.Keys.Max() + 1;
        var vtable = new byte[4 + (2 * slots)];
        BinaryPrimitives.WriteUInt16LittleEndian(vtable, (ushort)vtable.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(vtable.AsSpan(2), (ushort)tableSize);
        foreach ((int slot, int offset) in offsets)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(vtable.AsSpan(4 + (2 * slot)), (ushort)offset);
        }

        string key = Convert.ToHexString(vtable);
        if (!vtables.TryGetValue(key, out int position))
        {
            position = Reserve(vtable.Length, 2);
            vtable.CopyTo(bytes, position);
            vtables.Add(key, position);
        }

        return position;
    }

    private void Content(FlatField field, int position)
    {
        switch (field)
        {
            case FlatScalar scalar:
                scalar.Bytes.CopyTo(bytes, position);
                break;
            case FlatBytes { Count: { } count } vector:
                Point(position, Vector(count, vector.Bytes.Span, vector.Alignment, zeroBytes: 0));
                break;
            case FlatBytes text:
                Point(position, Vector(text.Bytes.Length, text.Bytes.Span, text.Alignment, zeroBytes: 1));
                break;
            case FlatChild child:
                Point(position, Table(child.Table));
                break;
            case FlatChildren children:
                int offsets = Vector(children.Tables.Count, new byte[OffsetSize * children.Tables.Count], OffsetSize, zeroBytes: 0);
                Point(position, offsets);
                for (int i = 0; i < children.Tables.Count; i++)
                {
                    Point(offsets + OffsetSize + (OffsetSize * i), Table(children.Tables[i]));
                }

                break;
            case FlatTexts list:
                int places = Vector(list.Texts.Count, new byte[OffsetSize * list.Texts.Count], OffsetSize, zeroBytes: 0);
                Point(position, places);
                for (int i = 0; i < list.Texts.Count; i++)
                {
                    byte[] text = Encoding.UTF8.GetBytes(list.Texts[i]);
                    Point(places + OffsetSize + (OffsetSize * i), Vector(text.Length, text, alignment: 1, zeroBytes: 1));
                }

                break;
            default:
                throw new InvalidOperationException($"no layout for {field.GetType().Name}");
        }
    }

    /// <summary>Writes a length and the elements behind it; returns the position of the length.</summary>
    private int Vector(int count, ReadOnlySpan<byte> elements, int alignment, int zeroBytes)
    {
        // The elements are aligned, the length stands right before them.
        int start = Aligned(Aligned(length, OffsetSize) + OffsetSize, alignment);
        Reserve(start - OffsetSize - length, 1);
        int position = Reserve(OffsetSize, OffsetSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), (uint)count);
        int first = Reserve(elements.Length + zeroBytes, 1);
        elements.CopyTo(bytes.AsSpan(first));
        return position;
    }

    private void Point(int from, int to) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(from), (uint)(to - from));

    /// <summary>Appends zero bytes at an aligned position, which it returns.</summary>
    private int Reserve(int size, int alignment)
    {
        long position = ((long)length + alignment - 1) / alignment * alignment;
        long end = position + size;
        if (end > Array.MaxLength)
        {
            throw new ArgumentException($"the file would be longer than {Array.MaxLength} bytes");
        }

        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * bytes.Length)));
        }

        length = (int)end;
        return (int)position;
    }

    private static int Aligned(int position, int alignment) => (position + alignment - 1) / alignment * alignment;
}
