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
        char byteOrder = array.Type.SizeInBytes() == 1 ? '|' : '<';
        string shape = array.Shape.Count == 1
            ? $"({array.Shape[0].ToString(CultureInfo.InvariantCulture)},)"
            : $"({string.Join(", ", array.Shape)})";
        string dictionary = $"{{'descr': '{byteOrder}{array.Type.Code()}', 'fortran_order': False, 'shape': {shape}, }}";

        // At least a line feed follows the dictionary; spaces before it align the data.
        int dataPosition = (HeaderPosition + dictionary.Length + DataAlignment) / DataAlignment * DataAlignment;
        string header = dictionary.PadRight(dataPosition - HeaderPosition - 1) + "\n";
        var file = new byte[dataPosition + array.Data.Length];
        NpyLayout.Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(LengthPosition), checked((ushort)header.Length));
        Encoding.ASCII.GetBytes(header, file.AsSpan(HeaderPosition));
        array.Data.Span.CopyTo(file.AsSpan(dataPosition));
        return file;
    }
}
