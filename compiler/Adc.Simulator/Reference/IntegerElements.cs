using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Integer tensors of any width as plain int arrays.</summary>
internal static class IntegerElements
{
    public static bool Holds(ElementType type) => type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32;

    /// <summary>Least and greatest value of a type.</summary>
    public static (int Low, int High) Range(ElementType type) => type switch
    {
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an integer of up to 32 bits"),
    };

    public static int[] Read(TensorValue value) => value.Type.Element switch
    {
        ElementType.Int8 => Array.ConvertAll(value.Data.ToArray<sbyte>(), element => (int)element),
        ElementType.UInt8 => Array.ConvertAll(value.Data.ToArray<byte>(), element => (int)element),
        ElementType.Int16 => Array.ConvertAll(value.Data.ToArray<short>(), element => (int)element),
        ElementType.Int32 => value.Data.ToArray<int>(),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.Type.Element, "not an integer of up to 32 bits"),
    };

    /// <summary>Narrows to a type; every value must be in its range.</summary>
    public static ConstantData Write(ElementType type, int[] values) => type switch
    {
        ElementType.Int8 => ConstantData.Of<sbyte>(Array.ConvertAll(values, value => checked((sbyte)value))),
        ElementType.UInt8 => ConstantData.Of<byte>(Array.ConvertAll(values, value => checked((byte)value))),
        ElementType.Int16 => ConstantData.Of<short>(Array.ConvertAll(values, value => checked((short)value))),
        ElementType.Int32 => ConstantData.Of<int>(values),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an integer of up to 32 bits"),
    };
}
