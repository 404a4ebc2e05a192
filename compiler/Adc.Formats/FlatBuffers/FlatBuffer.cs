using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.FlatBuffers;

/// <summary>Bounds-checked access to a FlatBuffer from anywhere.</summary>
/// <remarks>
/// No byte of the file makes it throw. What leaves the file, is not aligned or would exhaust a limit is reported and reads as absent.
/// Offsets may share or overlap what they point to, so the work is bounded: tables by number and depth, vectors and strings by
/// their bytes. A file without sharing stays far below every bound.
/// </remarks>
public sealed class FlatBuffer
{
    private const int OffsetSize = 4;
    private const int DeepestTable = 32;
    private const int MostTables = 1 << 20;
    private const long MostBytes = 1L << 28;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Action<FlatBufferProblem> report;
    private int tablesLeft = MostTables;
    private long bytesLeft;

    public FlatBuffer(ReadOnlyMemory<byte> bytes, Action<FlatBufferProblem> report)
    {
        this.bytes = bytes;
        this.report = report;
        bytesLeft = Math.Min(MostBytes, (4L * bytes.Length) + 4096);
    }

    public int Length => bytes.Length;

    public bool HasIdentifier(string identifier) =>
        bytes.Length >= OffsetSize + identifier.Length
        && bytes.Span.Slice(OffsetSize, identifier.Length).SequenceEqual(Encoding.ASCII.GetBytes(identifier));

    public FlatTable? Root()
    {
        if (bytes.Length < OffsetSize)
        {
            Corrupt(0, $"the file has {bytes.Length} bytes, too few for a root offset");
            return null;
        }

        return TableBehind(0, depth: 0);
    }

    /// <summary>A slice of the file without a copy, or null (reported) when it leaves the file.</summary>
    public ReadOnlyMemory<byte>? Slice(ulong position, ulong length)
    {
        if (position > (ulong)bytes.Length || length > (ulong)bytes.Length - position)
        {
            Corrupt(0, $"{length:N0} bytes at position {position:N0} leave the file, which has {bytes.Length:N0} bytes");
            return null;
        }

        return bytes.Slice((int)position, (int)length);
    }

    internal ReadOnlySpan<byte> At(int position) => bytes.Span[position..];

    /// <summary>The table that the offset at <paramref name="position"/>, which is inside the file, points to.</summary>
    internal FlatTable? TableBehind(int position, int depth)
    {
        if (depth > DeepestTable)
        {
            Exceeds(position, $"tables are nested deeper than {DeepestTable}");
            return null;
        }

        if (Follow(position, "table") is not { } table)
        {
            return null;
        }

        if (tablesLeft <= 0 || bytesLeft < OffsetSize)
        {
            Exceeds(table, "the file refers to more tables than it can hold without sharing them");
            return null;
        }

        tablesLeft--;
        bytesLeft -= OffsetSize;
        return Header(table, depth);
    }

    /// <summary>The string that the offset at <paramref name="position"/>, which is inside the file, points to.</summary>
    internal string? StringBehind(int position)
    {
        if (VectorBehind(position, elementSize: 1) is not { } text || !Charge(text.Start, text.Count))
        {
            return null;
        }

        if (text.Start + text.Count >= bytes.Length || bytes.Span[text.Start + text.Count] != 0)
        {
            Corrupt(text.Start, "a string is not ended by a zero byte");
            return null;
        }

        return Encoding.UTF8.GetString(bytes.Span.Slice(text.Start, text.Count));
    }

    /// <summary>First element and element count of the vector that the offset at <paramref name="position"/> points to.</summary>
    internal (int Start, int Count)? VectorBehind(int position, int elementSize)
    {
        if (Follow(position, "vector") is not { } vector)
        {
            return null;
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(At(vector));
        int start = vector + OffsetSize;
        if ((long)count * elementSize > bytes.Length - start)
        {
            Corrupt(vector, $"a vector of {count:N0} elements of {elementSize} bytes leaves the file, which has {bytes.Length:N0} bytes");
            return null;
        }

        if (count > 0 && start % elementSize != 0)
        {
            Corrupt(vector, $"the elements of a vector are not aligned to {elementSize} bytes");
            return null;
        }

        return (start, (int)count);
    }

    /// <summary>Takes bytes that are about to be copied from what is left of the bound; false (reported) when nothing is left.</summary>
    internal bool Charge(int position, long size)
    {
        bytesLeft -= size;
        if (bytesLeft >= 0)
        {
            return true;
        }

        Exceeds(position, "vectors and strings refer to more bytes than the file can hold without sharing them");
        return false;
    }

    internal void Corrupt(long position, string message) => report(new(ExceedsLimit: false, position, message));

    private void Exceeds(long position, string message) => report(new(ExceedsLimit: true, position, message));

    /// <summary>The position that an offset points to, when a length or table header fits there.</summary>
    private int? Follow(int position, string what)
    {
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(At(position));
        long target = position + (long)offset;
        if (offset == 0 || target > bytes.Length - OffsetSize)
        {
            Corrupt(position, $"the offset {offset:N0} of a {what} leaves the file, which has {bytes.Length:N0} bytes");
            return null;
        }

        if (target % OffsetSize != 0)
        {
            Corrupt(position, $"a {what} at position {target:N0} is not aligned to {OffsetSize} bytes");
            return null;
        }

        return (int)target;
    }

    private FlatTable? Header(int table, int depth)
    {
        long vtable = table - (long)BinaryPrimitives.ReadInt32LittleEndian(At(table));
        if (vtable < 0 || vtable > bytes.Length - 4 || vtable % 2 != 0)
        {
            Corrupt(table, $"the field list of a table, at position {vtable}, leaves the file or is not aligned");
            return null;
        }

        int vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(At((int)vtable));
        int tableSize = BinaryPrimitives.ReadUInt16LittleEndian(At((int)vtable + 2));
        if (vtableSize < 4 || vtableSize % 2 != 0 || vtable + vtableSize > bytes.Length)
        {
            Corrupt(vtable, $"the field list of a table has {vtableSize:N0} bytes, which is odd, too small, or leaves the file");
            return null;
        }

        if (tableSize < OffsetSize || (long)table + tableSize > bytes.Length)
        {
            Corrupt(table, $"a table has {tableSize:N0} bytes, which is too small or leaves the file");
            return null;
        }

        return new FlatTable(this, table, tableSize, (int)vtable, vtableSize, depth);
    }
}
