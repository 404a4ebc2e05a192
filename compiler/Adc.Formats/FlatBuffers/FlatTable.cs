using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Adc.Formats.FlatBuffers;

/// <summary>A table whose header is known to be sound. Fields are found by slot: their position in the schema.</summary>
/// <remarks>An absent field reads as its default; a field that cannot be read is reported to the file and reads as absent.</remarks>
public readonly struct FlatTable
{
    private readonly FlatBuffer file;
    private readonly int position;
    private readonly int size;
    private readonly int vtable;
    private readonly int vtableSize;
    private readonly int depth;

    internal FlatTable(FlatBuffer file, int position, int size, int vtable, int vtableSize, int depth)
    {
        this.file = file;
        this.position = position;
        this.size = size;
        this.vtable = vtable;
        this.vtableSize = vtableSize;
        this.depth = depth;
    }

    /// <summary>Whether any field is stored, known or not.</summary>
    public bool HasFields => file.At(vtable)[4..vtableSize].ContainsAnyExcept((byte)0);

    public bool Has(int slot) => Offset(slot) != 0;

    public bool Boolean(int slot, bool ifAbsent = false) => Field(slot, 1) is { } field ? file.At(field)[0] != 0 : ifAbsent;

    public sbyte SByte(int slot, sbyte ifAbsent = 0) => Field(slot, 1) is { } field ? (sbyte)file.At(field)[0] : ifAbsent;

    public byte Byte(int slot) => Field(slot, 1) is { } field ? file.At(field)[0] : (byte)0;

    public short Int16(int slot) => Field(slot, 2) is { } field ? BinaryPrimitives.ReadInt16LittleEndian(file.At(field)) : (short)0;

    public int Int32(int slot, int ifAbsent = 0) =>
        Field(slot, 4) is { } field ? BinaryPrimitives.ReadInt32LittleEndian(file.At(field)) : ifAbsent;

    public uint UInt32(int slot) => (uint)Int32(slot);

    public long Int64(int slot) => Field(slot, 8) is { } field ? BinaryPrimitives.ReadInt64LittleEndian(file.At(field)) : 0;

    public ulong UInt64(int slot) => (ulong)Int64(slot);

    public float Single(int slot) => Field(slot, 4) is { } field ? BinaryPrimitives.ReadSingleLittleEndian(file.At(field)) : 0;

    public double Double(int slot) => BitConverter.Int64BitsToDouble(Int64(slot));

    public string? String(int slot) => Field(slot, 4) is { } field ? file.StringBehind(field) : null;

    public FlatTable? Table(int slot) => Field(slot, 4) is { } field ? file.TableBehind(field, depth + 1) : null;

    /// <summary>The tables of a vector; those that cannot be read are left out, null when there is no vector.</summary>
    public IEnumerable<FlatTable>? Tables(int slot) => Vector(slot, 4) is { } vector ? TablesOf(vector.Start, vector.Count) : null;

    /// <summary>The bytes of a vector as a slice of the file.</summary>
    public ReadOnlyMemory<byte>? Bytes(int slot) =>
        Vector(slot, 1) is { } vector ? file.Slice((ulong)vector.Start, (ulong)vector.Count) : null;

    public int[]? Int32s(int slot) => Copy<int>(slot);

    /// <summary>The strings of a vector; those that cannot be read are left out, null when there is no vector.</summary>
    public IEnumerable<string>? Strings(int slot) => Vector(slot, 4) is { } vector ? StringsOf(vector.Start, vector.Count) : null;

    public long[]? Int64s(int slot) => Copy<long>(slot);

    public float[]? Singles(int slot) => Copy<float>(slot);

    private T[]? Copy<T>(int slot)
        where T : unmanaged
    {
        int elementSize = Marshal.SizeOf<T>();
        if (Vector(slot, elementSize) is not { } vector || !file.Charge(vector.Start, (long)vector.Count * elementSize))
        {
            return null;
        }

        var values = new T[vector.Count];
        file.At(vector.Start)[..(vector.Count * elementSize)].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private IEnumerable<FlatTable> TablesOf(int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (file.TableBehind(start + (4 * i), depth + 1) is { } table)
            {
                yield return table;
            }
        }
    }

    private IEnumerable<string> StringsOf(int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (file.StringBehind(start + (4 * i)) is string text)
            {
                yield return text;
            }
        }
    }

    private (int Start, int Count)? Vector(int slot, int elementSize) =>
        Field(slot, 4) is { } field ? file.VectorBehind(field, elementSize) : null;

    /// <summary>The file position of a field, or null when it is absent or unsound.</summary>
    private int? Field(int slot, int fieldSize)
    {
        int offset = Offset(slot);
        if (offset == 0)
        {
            return null;
        }

        if (offset < 4 || offset + fieldSize > size)
        {
            file.Corrupt(position, $"field {slot} of a table of {size:N0} bytes lies at its byte {offset:N0}");
            return null;
        }

        if ((position + offset) % fieldSize != 0)
        {
            file.Corrupt(position, $"field {slot} of a table is not aligned to {fieldSize} bytes");
            return null;
        }

        return position + offset;
    }

    /// <summary>What the field list says about a slot; 0 for an absent field.</summary>
    private int Offset(int slot)
    {
        int entry = 4 + (2 * slot);
        return entry + 2 <= vtableSize ? BinaryPrimitives.ReadUInt16LittleEndian(file.At(vtable + entry)) : 0;
    }
}
