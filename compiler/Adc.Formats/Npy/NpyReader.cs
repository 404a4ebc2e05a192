using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.Npy;

/// <summary>Reads .npy files of format 1.0 to 3.0. Never throws because of the bytes.</summary>
public static class NpyReader
{
    private const int LongestHeader = 1 << 20;
    private const int MostDimensions = 64;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <remarks>The data is a slice of <paramref name="file"/> where it need not be converted.</remarks>
    public static NpyReadResult Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < 10 || !bytes.StartsWith(Magic))
        {
            return Refused("the file does not start as a .npy file does");
        }

        byte major = bytes[6];
        if (major is < 1 or > 3)
        {
            return Refused($"the file has format version {major}.{bytes[7]}, expected 1.0 to 3.0");
        }

        int lengthSize = major == 1 ? 2 : 4;
        if (bytes.Length < 8 + lengthSize)
        {
            return Refused("the file ends inside its header");
        }

        uint length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        int start = 8 + lengthSize;
        if (length > LongestHeader || length > bytes.Length - start)
        {
            return Refused($"the header has {length} bytes, which leaves the file or exceeds {LongestHeader}");
        }

        string text = Encoding.UTF8.GetString(bytes.Slice(start, (int)length));
        return NpyHeader.Parse(text, out string problem) is { } header
            ? Elements(header, file[(start + (int)length)..])
            : Refused(problem);
    }

    private static NpyReadResult Elements(NpyHeader header, ReadOnlyMemory<byte> data)
    {
        if (TypeOf(header.Description, out bool isBigEndian) is not { } type)
        {
            return Refused($"the elements are '{header.Description}', expected one of f4 f8 i1 i2 i4 i8 u1 u2 b1");
        }

        if (header.Shape.Count > MostDimensions)
        {
            return Refused($"the shape has {header.Shape.Count} dimensions, expected at most {MostDimensions}");
        }

        if (SizeOf(header.Shape, type) is not { } size)
        {
            return Refused($"the shape ({string.Join(", ", header.Shape)}) has 2^31 bytes or more");
        }

        if (data.Length != size)
        {
            return Refused($"{data.Length} bytes follow the header, expected {size} for the shape ({string.Join(", ", header.Shape)})");
        }

        int[] shape = [.. header.Shape.Select(extent => (int)extent)];
        ReadOnlyMemory<byte> converted = header.IsFortranOrder && shape.Length > 1 ? InCOrder(data.Span, shape, type.SizeInBytes()) : data;
        converted = isBigEndian ? Reversed(converted.Span, type.SizeInBytes()) : converted;
        return new(new(type, shape, converted), Problem: null);
    }

    private static NpyElementType? TypeOf(string description, out bool isBigEndian)
    {
        isBigEndian = description.StartsWith('>');
        string code = description.TrimStart('<', '>', '|', '=');
        return description.Length - code.Length > 1
            ? null
            : Enum.GetValues<NpyElementType>().Cast<NpyElementType?>().FirstOrDefault(type => type!.Value.Code() == code);
    }

    private static int? SizeOf(IReadOnlyList<long> shape, NpyElementType type)
    {
        if (shape.Any(extent => extent > int.MaxValue))
        {
            return null;
        }

        long size = shape.Contains(0) ? 0 : type.SizeInBytes();
        foreach (long extent in shape)
        {
            size *= extent;
            if (size > int.MaxValue)
            {
                return null;
            }
        }

        return (int)size;
    }

    /// <summary>Moves elements whose first extent varies fastest to where they belong when the last one does.</summary>
    private static byte[] InCOrder(ReadOnlySpan<byte> data, int[] shape, int elementSize)
    {
        var result = new byte[data.Length];
        var index = new int[shape.Length];
        for (int to = 0; to < result.Length; to += elementSize)
        {
            int from = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from = (from * shape[axis]) + index[axis];
            }

            data.Slice(from * elementSize, elementSize).CopyTo(result.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return result;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> data, int elementSize)
    {
        byte[] result = data.ToArray();
        for (int at = 0; at < result.Length; at += elementSize)
        {
            result.AsSpan(at, elementSize).Reverse();
        }

        return result;
    }

    private static NpyReadResult Refused(string problem) => new(Array: null, problem);
}
