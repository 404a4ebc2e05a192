using System.Buffers.Binary;
using System.Numerics;

namespace Adc.Formats.Hdf5;

/// <summary>Bob Jenkins' hash of 2006 ("lookup3", one result, initial value 0), with which newer structures of HDF5 end.</summary>
public static class Hdf5Checksum
{
    private const int Block = 12;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xDEADBEEF + (uint)bytes.Length, b = a, c = a;
        while (bytes.Length > Block)
        {
            Add(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
            bytes = bytes[Block..];
        }

        if (bytes.IsEmpty)
        {
            return c;
        }

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        bytes.CopyTo(last);
        Add(last, ref a, ref b, ref c);
        Finish(ref a, ref b, ref c);
        return c;
    }

    private static void Add(ReadOnlySpan<byte> block, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(block);
        b += BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(block[8..]);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Step(ref a, c, 4, ref c, b);
        Step(ref b, a, 6, ref a, c);
        Step(ref c, b, 8, ref b, a);
        Step(ref a, c, 16, ref c, b);
        Step(ref b, a, 19, ref a, c);
        Step(ref c, b, 4, ref b, a);
    }

    /// <summary>One of the six like steps of the mixing: x -= y; x ^= rotated y; y += z.</summary>
    private static void Step(ref uint x, uint y, int rotation, ref uint sum, uint z)
    {
        x = (x - y) ^ BitOperations.RotateLeft(y, rotation);
        sum += z;
    }

    private static void Finish(ref uint a, ref uint b, ref uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        c = (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
