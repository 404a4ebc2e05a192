using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.Hdf5;

/// <summary>Unwinds from the place that found a problem to <see cref="Hdf5Reader.Read"/>, and no further.</summary>
internal sealed class MalformedHdf5Exception(string message) : Exception(message);

/// <summary>A place in the file from which numbers are taken one after the other, each within bounds.</summary>
/// <param name="what">Names the structure that is being read, for messages.</param>
internal struct Hdf5Bytes(ReadOnlyMemory<byte> bytes, Hdf5Widths widths, string what)
{
    private int position;

    public readonly int Position => position;

    public readonly int Left => bytes.Length - position;

    public byte Byte() => Take(1)[0];

    public int Half() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>An address in the file; all ones where there is none.</summary>
    public ulong Address() => Number(widths.Offset);

    public ulong Length() => Number(widths.Length);

    /// <summary>A number of 1, 2, 4 or 8 bytes.</summary>
    public ulong Number(int size) => size switch
    {
        1 => Byte(),
        2 => (ulong)Half(),
        4 => Word(),
        _ => Long(),
    };

    /// <summary>A number of so many bytes, up to 8.</summary>
    public ulong Bits(int size)
    {
        ulong number = 0;
        ReadOnlySpan<byte> taken = Take(size);
        for (int i = 0; i < size; i++)
        {
            number |= (ulong)taken[i] << (8 * i);
        }

        return number;
    }

    /// <summary>True when these bytes come next.</summary>
    public readonly bool StartsWith(ReadOnlySpan<byte> signature) => bytes.Span[position..].StartsWith(signature);

    public void Skip(long count)
    {
        if (count < 0 || count > Left)
        {
            throw new MalformedHdf5Exception($"{what} ends early");
        }

        position += (int)count;
    }

    /// <summary>Moves to the next multiple of eight from the start.</summary>
    public void Align() => Skip(Math.Min(Left, (8 - (position % 8)) % 8));

    public ReadOnlyMemory<byte> Slice(long count)
    {
        int start = position;
        Skip(count);
        return bytes.Slice(start, (int)count);
    }

    /// <summary>Text up to a zero byte or the end, at most so many bytes.</summary>
    public string Text(int count) => Decode(Slice(count).Span);

    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).SequenceEqual(signature))
        {
            throw new MalformedHdf5Exception($"{what} does not begin with '{Encoding.ASCII.GetString(signature)}'");
        }
    }

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>A structure without the checksum at its end, which must be right.</summary>
    public static ReadOnlyMemory<byte> WithoutChecksum(ReadOnlyMemory<byte> structure, string what)
    {
        if (structure.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(structure.Span[^sizeof(uint)..]) != Hdf5Checksum.Of(structure.Span[..^sizeof(uint)]))
        {
            throw new MalformedHdf5Exception($"the checksum of {what} is wrong: the file is damaged");
        }

        return structure[..^sizeof(uint)];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        int start = position;
        Skip(count);
        return bytes.Span.Slice(start, count);
    }
}

/// <summary>Bytes of addresses and of lengths, as the superblock tells.</summary>
internal readonly record struct Hdf5Widths(int Offset, int Length);

/// <summary>The whole file, and what guards against files made to exhaust memory or time.</summary>
internal sealed class Hdf5File(ReadOnlyMemory<byte> bytes, Hdf5Widths widths, ulong baseAddress)
{
    private const int MostStructures = 500_000;
    private const long MostBytes = 1 << 30;

    private readonly Dictionary<ulong, Dictionary<int, ReadOnlyMemory<byte>>> collections = [];
    private int structures;
    private long spent;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public Hdf5Widths Widths => widths;

    /// <summary>What an absent address looks like.</summary>
    public ulong Nowhere => widths.Offset == 8 ? ulong.MaxValue : (1UL << (8 * widths.Offset)) - 1;

    /// <summary>Everything from an address to the end of the file.</summary>
    public Hdf5Bytes At(ulong address, string what) => new(From(address, what), widths, what);

    /// <summary>So many bytes from an address.</summary>
    public ReadOnlyMemory<byte> Slice(ulong address, ulong length, string what)
    {
        ReadOnlyMemory<byte> rest = From(address, what);
        return length <= (ulong)rest.Length ? rest[..(int)length] : throw new MalformedHdf5Exception($"{what} reaches beyond the end of the file");
    }

    /// <summary>A structure of so many bytes, the last four of which are its checksum.</summary>
    public Hdf5Bytes Checked(ulong address, long length, string what) => new(Checked(Slice(address, (ulong)length, what), what), widths, what);

    /// <inheritdoc cref="Hdf5Bytes.WithoutChecksum"/>
    public ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> structure, string what)
    {
        Spend(structure.Length);
        return Hdf5Bytes.WithoutChecksum(structure, what);
    }

    /// <summary>The objects of a collection of strings by their numbers.</summary>
    public IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Collection(ulong address)
    {
        if (collections.TryGetValue(address, out Dictionary<int, ReadOnlyMemory<byte>>? known))
        {
            return known;
        }

        Hdf5Bytes bytes = At(address, "a collection of strings");
        bytes.Expect("GCOL"u8);
        bytes.Skip(4);
        ulong size = bytes.Length();
        Dictionary<int, ReadOnlyMemory<byte>> objects = [];
        while ((ulong)bytes.Position < size)
        {
            Count();
            int number = bytes.Half();
            bytes.Skip(6);
            long length = (long)Math.Min(bytes.Length(), int.MaxValue);
            if (number == 0)
            {
                break; // free space to the end
            }

            objects[number] = bytes.Slice(length);
            bytes.Align();
        }

        return collections[address] = objects;
    }

    /// <summary>Counts a structure, against files that have more of them than any model.</summary>
    public void Count()
    {
        if (++structures > MostStructures)
        {
            throw new MalformedHdf5Exception("the file has more structures than any model");
        }
    }

    /// <summary>Counts bytes that are unpacked or checked, against small files that make large work.</summary>
    public void Spend(long bytesTouched)
    {
        spent += bytesTouched;
        if (spent > MostBytes)
        {
            throw new MalformedHdf5Exception("the file unpacks to more than 1 GiB");
        }
    }

    private ReadOnlyMemory<byte> From(ulong address, string what)
    {
        Count();
        ulong position = unchecked(address + baseAddress);
        return position < (ulong)bytes.Length ? bytes[(int)position..] : throw new MalformedHdf5Exception($"{what} lies beyond the end of the file");
    }
}
