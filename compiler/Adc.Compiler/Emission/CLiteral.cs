using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Emission;

/// <summary>Spells numbers and long arrays as C.</summary>
public static class CLiteral
{
    private const int LineWidth = 112;

    public static string CTypeOf(ConstantElement element) => element switch
    {
        ConstantElement.Int8 => "int8_t",
        ConstantElement.UInt8 => "uint8_t",
        ConstantElement.Int16 => "int16_t",
        ConstantElement.Int32 => "int32_t",
        ConstantElement.UInt32 => "uint32_t",
        ConstantElement.Int64 => "int64_t",
        ConstantElement.Float32 => "float",
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no C type"),
    };

    public static string CTypeOf(ElementType element) => element switch
    {
        ElementType.Float32 => "float",
        ElementType.Int8 => "int8_t",
        ElementType.UInt8 => "uint8_t",
        ElementType.Int16 => "int16_t",
        ElementType.Int32 => "int32_t",
        ElementType.Int64 => "int64_t",
        ElementType.Bool => "uint8_t",
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no C type"),
    };

    /// <summary>A float that reads back as the same bits: "0.391015232f".</summary>
    public static string Float(float value)
    {
        if (!float.IsFinite(value))
        {
            return float.IsNaN(value) ? "(0.0f / 0.0f)" : value > 0 ? "(1.0f / 0.0f)" : "(-1.0f / 0.0f)";
        }

        string text = value.ToString("G9", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E', 'e') ? text + "f" : text + ".0f";
    }

    /// <summary>A string with its quotes; bytes of UTF-8 beyond plain ASCII are octal.</summary>
    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (byte c in Encoding.UTF8.GetBytes(value))
        {
            bool isPlain = c is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\' or (byte)'?');
            text.Append(isPlain ? ((char)c).ToString() : "\\" + Convert.ToString(c, 8).PadLeft(3, '0'));
        }

        return text.Append('"').ToString();
    }

    /// <summary>int32_t values; the smallest one has no literal of its own in C.</summary>
    public static string Int32(long value) => value == int.MinValue ? "INT32_MIN" : value.ToString(CultureInfo.InvariantCulture);

    private static string Int64(long value) => value == long.MinValue ? "INT64_MIN" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The elements of an array, wrapped and indented by four spaces, without the braces.</summary>
    /// <remarks>Words, which are bits more than numbers, are hexadecimal in either format.</remarks>
    public static string Body(ConstantElement element, ConstantData data, ArrayFormat format = ArrayFormat.Decimal) => element switch
    {
        ConstantElement.Int8 => Body(ElementType.Int8, data.Bytes.Span, format),
        ConstantElement.UInt8 => Body(ElementType.UInt8, data.Bytes.Span, format),
        ConstantElement.Int16 => Body(ElementType.Int16, data.Bytes.Span, format),
        ConstantElement.Int32 => Body(ElementType.Int32, data.Bytes.Span, format),
        ConstantElement.UInt32 => Wrap<uint>(data.ToArray<uint>(), static value => "0x" + value.ToString("x8", CultureInfo.InvariantCulture) + "u"),
        ConstantElement.Int64 => Body(ElementType.Int64, data.Bytes.Span, format),
        ConstantElement.Float32 => Body(ElementType.Float32, data.Bytes.Span, format),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no literal"),
    };

    /// <summary>The elements of a tensor, as <see cref="Body(ConstantElement, ConstantData, ArrayFormat)"/>.</summary>
    public static string Body(ElementType element, ReadOnlySpan<byte> data, ArrayFormat format = ArrayFormat.Decimal)
    {
        bool isHex = format == ArrayFormat.Hex;
        return element switch
        {
            ElementType.Float32 => Wrap(MemoryMarshal.Cast<byte, float>(data.ToArray()), isHex ? HexFloat : Float),
            ElementType.Int8 => Wrap(MemoryMarshal.Cast<byte, sbyte>(data), value => isHex ? Hex(value, 2) : value.ToString(CultureInfo.InvariantCulture)),
            ElementType.UInt8 or ElementType.Bool => Wrap(data, value => isHex ? Hex(value, 2) : value.ToString(CultureInfo.InvariantCulture)),
            ElementType.Int16 => Wrap(MemoryMarshal.Cast<byte, short>(data.ToArray()), value => isHex ? Hex(value, 4) : value.ToString(CultureInfo.InvariantCulture)),
            ElementType.Int32 => Wrap(MemoryMarshal.Cast<byte, int>(data.ToArray()), value => isHex && value != int.MinValue ? Hex(value, 8) : Int32(value)),
            ElementType.Int64 => Wrap(MemoryMarshal.Cast<byte, long>(data.ToArray()), value => isHex && value != long.MinValue ? Hex(value, 16) : Int64(value)),
            _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no literal"),
        };
    }

    // Sign and magnitude: the bits of a negative number would be a positive constant, too large for its type.
    private static string Hex(long value, int digits) =>
        (value < 0 ? "-0x" : "0x") + Math.Abs(value).ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string HexFloat(float value)
    {
        const int FractionBits = 23, Bias = 127;
        if (!float.IsFinite(value))
        {
            return Float(value);
        }

        uint bits = BitConverter.SingleToUInt32Bits(value), fraction = bits & ((1u << FractionBits) - 1);
        int exponent = (int)(bits >> FractionBits) & 0xFF;
        int power = fraction == 0 && exponent == 0 ? 0 : Math.Max(1, exponent) - Bias;
        string digits = (fraction << 1).ToString("x6", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{(float.IsNegative(value) ? "-" : "")}0x{(exponent == 0 ? 0 : 1)}{(digits.Length > 0 ? "." : "")}{digits}p{power}f");
    }

    private static string Wrap<T>(ReadOnlySpan<T> values, Func<T, string> spell)
    {
        var text = new StringBuilder(values.Length * 5);
        int column = LineWidth;
        for (int i = 0; i < values.Length; i++)
        {
            string literal = spell(values[i]);
            if (column + literal.Length + 2 > LineWidth)
            {
                text.Append(i == 0 ? "    " : "\n    ");
                column = 4;
            }
            else
            {
                text.Append(' ');
                column++;
            }

            text.Append(literal).Append(',');
            column += literal.Length + 1;
        }

        return text.ToString();
    }
}
