using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.Npy;

/// <summary>What the start of a .npy file says about the elements behind it.</summary>
/// <param name="DataPosition">Where the first element starts, in bytes.</param>
internal sealed record NpyLayout(NpyElementType Type, bool IsBigEndian, bool IsFortranOrder, IReadOnlyList<long> Shape, int DataPosition)
{
    /// <summary>The longest start of a file that a layout is read from.</summary>
    public const int LongestStart = LongestHeader + 12;

    private const int LongestHeader = 1 << 20;
    private const int MostDimensions = 64;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of all elements, or null when they are more than <paramref name="limit"/>.</summary>
    public long? SizeInBytes(long limit)
    {
        long size = Shape.Contains(0) ? 0 : Type.SizeInBytes();
        foreach (long extent in Shape)
        {
            if (extent > int.MaxValue || (extent > 0 && size > limit / extent))
            {
                return null;
            }

            size *= extent;
        }

        return size;
    }

    /// <summary>Reads the start of a file; null, with a problem, when it is none of a .npy file.</summary>
    public static NpyLayout? Read(ReadOnlySpan<byte> bytes, out string problem)
    {
        if (bytes.Length < 10 || !bytes.StartsWith(Magic))
        {
            problem = "the file does not start as a .npy file does";
            return null;
        }

        byte major = bytes[6];
        if (major is < 1 or > 3)
        {
            problem = $"the file has format version {major}.{bytes[7]}, expected 1.0 to 3.0";
            return null;
        }

        int lengthSize = major == 1 ? 2 : 4;
        if (bytes.Length < 8 + lengthSize)
        {
            problem = "the file ends inside its header";
            return null;
        }

        uint length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        int start = 8 + lengthSize;
        if (length > LongestHeader || length > bytes.Length - start)
        {
            problem = $"the header has {length:N0} bytes, which leaves the file or exceeds {LongestHeader:N0}";
            return null;
        }

        return NpyHeader.Parse(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)), out problem) is { } header
            ? Of(header, start + (int)length, out problem)
            : null;
    }

    private static NpyLayout? Of(NpyHeader header, int dataPosition, out string problem)
    {
        if (TypeOf(header.Description, out bool isBigEndian) is not { } type)
        {
            problem = $"the elements are '{header.Description}', expected one of f4 f8 i1 i2 i4 i8 u1 u2 b1";
            return null;
        }

        if (header.Shape.Count > MostDimensions)
        {
            problem = $"the shape has {header.Shape.Count} dimensions, expected at most {MostDimensions}";
            return null;
        }

        problem = "";
        return new(type, isBigEndian, header.IsFortranOrder && header.Shape.Count > 1, header.Shape, dataPosition);
    }

    private static NpyElementType? TypeOf(string description, out bool isBigEndian)
    {
        isBigEndian = description.StartsWith('>');
        string code = description.TrimStart('<', '>', '|', '=');
        return description.Length - code.Length > 1
            ? null
            : Enum.GetValues<NpyElementType>().Cast<NpyElementType?>().FirstOrDefault(type => type!.Value.Code() == code);
    }
}
