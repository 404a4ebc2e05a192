using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Adc.Formats.Npy;

/// <summary>Writes .npy files of format 1.0: little endian, C order, data aligned to 64 bytes.</summary>
public static class NpyWriter
{
    private const int DataAlignment = 64;
    private const int LengthPosition = 8;
    private const int HeaderPosition = 10;

    public static byte[] Write(NpyArray array)
    {
        byte[] header = Header(array.Type, array.Shape);
        var file = new byte[header.Length + array.Data.Length];
        header.CopyTo(file, 0);
        array.Data.Span.CopyTo(file.AsSpan(header.Length));
        return file;
    }

    /// <summary>Everything in front of the elements.</summary>
    public static byte[] Header(NpyElementType type, IReadOnlyList<int> shape)
    {
        char byteOrder = type.SizeInBytes() == 1 ? '|' : '<';
        string shapeText = shape.Count == 1
            ? $"({shape[0].ToString(CultureInfo.InvariantCulture)},)"
            : $"({string.Join(", ", shape)})";
        string dictionary = $"{{'descr': '{byteOrder}{type.Code()}', 'fortran_order': False, 'shape': {shapeText}, }}";

        // At least a line feed follows the dictionary; spaces before it align the data.
        int dataPosition = (HeaderPosition + dictionary.Length + DataAlignment) / DataAlignment * DataAlignment;
        string header = dictionary.PadRight(dataPosition - HeaderPosition - 1) + "\n";
        var file = new byte[dataPosition];
        NpyLayout.Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(LengthPosition), checked((ushort)header.Length));
        Encoding.ASCII.GetBytes(header, file.AsSpan(HeaderPosition));
        return file;
    }
}
