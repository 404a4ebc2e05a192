using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Real numbers in files, in tensors, and between the two.</summary>
internal static class RealValues
{
    /// <summary>Elements of a float file as float32; null for other types.</summary>
    public static float[]? Of(ReadOnlySpan<byte> elements, NpyElementType type) => type switch
    {
        NpyElementType.Float32 => MemoryMarshal.Cast<byte, float>(elements).ToArray(),
        NpyElementType.Float64 => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(elements).ToArray(), value => (float)value),
        _ => null,
    };

    /// <summary>The bytes of a tensor that holds these values; null when it can hold no reals.</summary>
    /// <remarks>Half away from zero, then saturation: what QUANTIZE does.</remarks>
    public static byte[]? ToTensor(ReadOnlySpan<float> reals, TensorType type)
    {
        if (type.Element == ElementType.Float32)
        {
            return MemoryMarshal.AsBytes(reals).ToArray();
        }

        if (type.Quantization is not Quantization quantization || RangeOf(type.Element) is not (int low, int high))
        {
            return null;
        }

        int size = type.Element.SizeInBytes();
        var bytes = new byte[reals.Length * size];
        for (int i = 0; i < reals.Length; i++)
        {
            int value = Quantize(reals[i], quantization, low, high);
            if (size == 1)
            {
                bytes[i] = unchecked((byte)value);
            }
            else
            {
                MemoryMarshal.Write(bytes.AsSpan(i * size), (short)value);
            }
        }

        return bytes;
    }

    /// <summary>The real values of a tensor: those of floats, and scale * (q - zero point) in float32 of quantized ones.</summary>
    public static float[] OfTensor(ReadOnlySpan<byte> bytes, TensorType type)
    {
        if (type.Element == ElementType.Float32)
        {
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }

        float scale = type.Quantization?.Scale ?? 1;
        int zeroPoint = type.Quantization?.ZeroPoint ?? 0;
        var reals = new float[type.Shape.ElementCount];
        for (int i = 0; i < reals.Length; i++)
        {
            long value = type.Element switch
            {
                ElementType.Int8 => (sbyte)bytes[i],
                ElementType.UInt8 or ElementType.Bool => bytes[i],
                ElementType.Int16 => MemoryMarshal.Cast<byte, short>(bytes)[i],
                ElementType.Int32 => MemoryMarshal.Cast<byte, int>(bytes)[i],
                _ => MemoryMarshal.Cast<byte, long>(bytes)[i],
            };
            reals[i] = scale * (value - zeroPoint);
        }

        return reals;
    }

    private static (int Low, int High)? RangeOf(ElementType element) => element switch
    {
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        _ => null,
    };

    private static int Quantize(float real, Quantization quantization, int low, int high) =>
        (int)Math.Clamp((double)MathF.Round(real / quantization.Scale, MidpointRounding.AwayFromZero) + quantization.ZeroPoint, low, high);
}
