using System.Runtime.InteropServices;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Arrays of labels: whole numbers, which NumPy often keeps as floats.</summary>
internal static class WholeNumbers
{
    /// <summary>All elements; null when one is no whole number of 32 bits.</summary>
    public static int[]? Of(NpyArray array) => array.Type switch
    {
        NpyElementType.Int8 => Array.ConvertAll(array.ToInt8(), value => (int)value),
        NpyElementType.UInt8 => Array.ConvertAll(array.ToUInt8(), value => (int)value),
        NpyElementType.Boolean => Array.ConvertAll(array.ToBoolean(), value => value ? 1 : 0),
        NpyElementType.Int16 => Array.ConvertAll(array.ToInt16(), value => (int)value),
        NpyElementType.UInt16 => Array.ConvertAll(array.ToUInt16(), value => (int)value),
        NpyElementType.Int32 => array.ToInt32(),
        NpyElementType.Int64 => Whole(Array.ConvertAll(array.ToInt64(), value => (double)value)),
        NpyElementType.Float32 => Whole(Array.ConvertAll(array.ToFloat32(), value => (double)value)),
        _ => Whole(MemoryMarshal.Cast<byte, double>(array.Data.Span).ToArray()),
    };

    private static int[]? Whole(double[] values) =>
        Array.TrueForAll(values, value => double.IsInteger(value) && Math.Abs(value) <= int.MaxValue) ? Array.ConvertAll(values, value => (int)value) : null;
}
