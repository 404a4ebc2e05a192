using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Adc.Formats.FlatBuffers;

/// <summary>A table to be written: fields by slot. A scalar that equals its default is left out, as is a null.</summary>
public sealed class FlatTableBuilder
{
    private readonly SortedDictionary<int, FlatField> fields = [];

    internal IEnumerable<FlatField> Fields => fields.Values;

    public FlatTableBuilder Boolean(int slot, bool value, bool ifAbsent = false) =>
        value == ifAbsent ? this : Add(slot, new FlatScalar(slot, [value ? (byte)1 : (byte)0]));

    public FlatTableBuilder Byte(int slot, byte value, byte ifAbsent = 0) =>
        value == ifAbsent ? this : Add(slot, new FlatScalar(slot, [value]));

    public FlatTableBuilder Int32(int slot, int value, int ifAbsent = 0)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return value == ifAbsent ? this : Add(slot, new FlatScalar(slot, bytes));
    }

    public FlatTableBuilder Int64(int slot, long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return value == 0 ? this : Add(slot, new FlatScalar(slot, bytes));
    }

    public FlatTableBuilder Single(int slot, float value) => Int32(slot, BitConverter.SingleToInt32Bits(value));

    public FlatTableBuilder String(int slot, string? text) =>
        text is null ? this : Add(slot, new FlatBytes(slot, Encoding.UTF8.GetBytes(text), Count: null, Alignment: 1));

    public FlatTableBuilder Strings(int slot, IReadOnlyList<string> texts) => Add(slot, new FlatTexts(slot, texts));

    public FlatTableBuilder Bytes(int slot, ReadOnlyMemory<byte> bytes, int alignment = 1) =>
        Add(slot, new FlatBytes(slot, bytes, bytes.Length, alignment));

    public FlatTableBuilder Int32s(int slot, IReadOnlyList<int>? values) => Vector(slot, values);

    public FlatTableBuilder Int64s(int slot, IReadOnlyList<long>? values) => Vector(slot, values);

    public FlatTableBuilder Singles(int slot, IReadOnlyList<float>? values) => Vector(slot, values);

    public FlatTableBuilder Table(int slot, FlatTableBuilder? table) => table is null ? this : Add(slot, new FlatChild(slot, table));

    public FlatTableBuilder Tables(int slot, IEnumerable<FlatTableBuilder> tables) => Add(slot, new FlatChildren(slot, [.. tables]));

    private FlatTableBuilder Vector<T>(int slot, IReadOnlyList<T>? values)
        where T : unmanaged
    {
        if (values is null)
        {
            return this;
        }

        T[] copy = [.. values];
        return Add(slot, new FlatBytes(slot, MemoryMarshal.AsBytes(copy.AsSpan()).ToArray(), copy.Length, Marshal.SizeOf<T>()));
    }

    private FlatTableBuilder Add(int slot, FlatField field)
    {
        fields.Add(slot, field);
        return this;
    }
}
