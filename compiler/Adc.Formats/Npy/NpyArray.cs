using System.Runtime.InteropServices;

namespace Adc.Formats.Npy;

/// <summary>A NumPy array.</summary>
/// <param name="Shape">Extents, outermost first; none for a scalar.</param>
/// <param name="Data">Elements in C order (last extent varies fastest), little endian.</param>
public sealed record NpyArray(NpyElementType Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data)
{
    public int ElementCount => Data.Length / Type.SizeInBytes();

    public static NpyArray Of(ReadOnlySpan<float> values, params int[] shape) => Of(NpyElementType.Float32, values, shape);

    public static NpyArray Of(ReadOnlySpan<double> values, params int[] shape) => Of(NpyElementType.Float64, values, shape);

    public static NpyArray Of(ReadOnlySpan<sbyte> values, params int[] shape) => Of(NpyElementType.Int8, values, shape);

    public static NpyArray Of(ReadOnlySpan<byte> values, params int[] shape) => Of(NpyElementType.UInt8, values, shape);

    public static NpyArray Of(ReadOnlySpan<short> values, params int[] shape) => Of(NpyElementType.Int16, values, shape);

    public static NpyArray Of(ReadOnlySpan<ushort> values, params int[] shape) => Of(NpyElementType.UInt16, values, shape);

    public static NpyArray Of(ReadOnlySpan<int> values, params int[] shape) => Of(NpyElementType.Int32, values, shape);

    public static NpyArray Of(ReadOnlySpan<long> values, params int[] shape) => Of(NpyElementType.Int64, values, shape);

    public static NpyArray Of(ReadOnlySpan<bool> values, params int[] shape) => Of(NpyElementType.Boolean, values, shape);

    /// <exception cref="InvalidOperationException">The elements are of another type; so in the methods below.</exception>
    public float[] ToFloat32() => Copy<float>(NpyElementType.Float32);

    public double[] ToFloat64() => Copy<double>(NpyElementType.Float64);

    public sbyte[] ToInt8() => Copy<sbyte>(NpyElementType.Int8);

    public byte[] ToUInt8() => Copy<byte>(NpyElementType.UInt8);

    public short[] ToInt16() => Copy<short>(NpyElementType.Int16);

    public ushort[] ToUInt16() => Copy<ushort>(NpyElementType.UInt16);

    public int[] ToInt32() => Copy<int>(NpyElementType.Int32);

    public long[] ToInt64() => Copy<long>(NpyElementType.Int64);

    /// <summary>Any byte but zero is true.</summary>
    public bool[] ToBoolean() => Array.ConvertAll(Copy<byte>(NpyElementType.Boolean), value => value != 0);

    private static NpyArray Of<T>(NpyElementType type, ReadOnlySpan<T> values, int[] shape)
        where T : unmanaged
    {
        long elements = shape.Aggregate(1L, (product, extent) => checked(product * extent));
        return elements == values.Length
            ? new(type, shape, MemoryMarshal.AsBytes(values).ToArray())
            : throw new ArgumentException($"{values.Length} values for {elements} elements of the shape", nameof(values));
    }

    private T[] Copy<T>(NpyElementType expected)
        where T : unmanaged => Type == expected
            ? MemoryMarshal.Cast<byte, T>(Data.Span).ToArray()
            : throw new InvalidOperationException($"the elements are {Type}, not {expected}");
}

/// <summary>An array, or one sentence that says why there is none.</summary>
public sealed record NpyReadResult(NpyArray? Array, string? Problem);
