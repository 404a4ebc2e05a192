namespace Adc.Formats.TfLite;

/// <summary>Element types with their numbers in the schema.</summary>
public enum TfLiteTensorType
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
    UInt8 = 3,
    Int64 = 4,
    String = 5,
    Bool = 6,
    Int16 = 7,
    Complex64 = 8,
    Int8 = 9,
    Float64 = 10,
    Complex128 = 11,
    UInt64 = 12,
    Resource = 13,
    Variant = 14,
    UInt32 = 15,
    UInt16 = 16,
    Int4 = 17,
    BFloat16 = 18,
    Int2 = 19,
    UInt4 = 20,
    Float8E4M3Fn = 21,
    Float8E5M2 = 22,
}

public static class TfLiteTensorTypes
{
    /// <summary>Bits of one element, or null for types whose size the element's content decides.</summary>
    public static int? SizeInBits(this TfLiteTensorType type) => type switch
    {
        TfLiteTensorType.Int2 => 2,
        TfLiteTensorType.Int4 or TfLiteTensorType.UInt4 => 4,
        TfLiteTensorType.UInt8 or TfLiteTensorType.Int8 or TfLiteTensorType.Bool => 8,
        TfLiteTensorType.Float8E4M3Fn or TfLiteTensorType.Float8E5M2 => 8,
        TfLiteTensorType.Int16 or TfLiteTensorType.UInt16 or TfLiteTensorType.Float16 or TfLiteTensorType.BFloat16 => 16,
        TfLiteTensorType.Float32 or TfLiteTensorType.Int32 or TfLiteTensorType.UInt32 => 32,
        TfLiteTensorType.Float64 or TfLiteTensorType.Int64 or TfLiteTensorType.UInt64 or TfLiteTensorType.Complex64 => 64,
        TfLiteTensorType.Complex128 => 128,
        _ => null,
    };
}
