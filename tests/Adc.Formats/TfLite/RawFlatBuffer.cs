using System.Buffers.Binary;

namespace Adc.Tests.Formats.TfLite;

/// <summary>Places tables and vectors by hand, so that offsets can be shared and circular.</summary>
internal sealed class RawFlatBuffer
{
    private readonly List<byte> bytes = [0, 0, 0, 0, .. "TFL3"u8];

    /// <summary>A table of 4-byte fields, one per slot, at 4, 8, …; returns its position.</summary>
    public int Table(int slots)
    {
        int vtable = bytes.Count;
        Append16(4 + (2 * slots), 4 + (4 * slots));
        for (int slot = 0; slot < slots; slot++)
        {
            Append16(4 + (4 * slot));
        }

        if (bytes.Count % 4 != 0)
        {
            Append16(0);
        }

        int table = bytes.Count;
        bytes.AddRange(new byte[4 + (4 * slots)]);
        Set(table, table - vtable);
        return table;
    }

    /// <summary>A vector of 4-byte elements; returns the position of its length.</summary>
    public int Vector(int count)
    {
        int position = bytes.Count;
        bytes.AddRange(new byte[4 + (4 * count)]);
        Set(position, count);
        return position;
    }

    public RawFlatBuffer Set(int position, int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        for (int i = 0; i < 4; i++)
        {
            bytes[position + i] = four[i];
        }

        return this;
    }

    /// <summary>An offset; one that leads backwards wraps around, as only a hostile file has it.</summary>
    public RawFlatBuffer Point(int from, int to) => Set(from, to - from);

    /// <summary>Points every element of a vector to the same place.</summary>
    public RawFlatBuffer Fill(int vector, int to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Point(vector + 4 + (4 * i), to);
        }

        return this;
    }

    public byte[] Bytes() => [.. bytes];

    private void Append16(params int[] values)
    {
        foreach (int value in values)
        {
            bytes.AddRange([(byte)value, (byte)(value >> 8)]);
        }
    }
}
