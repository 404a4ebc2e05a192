namespace Adc.Formats.Npy;

/// <summary>Element types of .npy files that adc reads and writes.</summary>
public enum NpyElementType
{
    Float32,
    Float64,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    Int64,
    Boolean,
}

public static class NpyElementTypes
{
    public static int SizeInBytes(this NpyElementType type) => type switch
    {
        NpyElementType.Float64 or NpyElementType.Int64 => 8,
        NpyElementType.Float32 or NpyElementType.Int32 => 4,
        NpyElementType.Int16 or NpyElementType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>Kind and size as NumPy spells them, without byte order: f4.</summary>
    public static string Code(this NpyElementType type) => type switch
    {
        NpyElementType.Float32 => "f4",
        NpyElementType.Float64 => "f8",
        NpyElementType.Int8 => "i1",
        NpyElementType.UInt8 => "u1",
        NpyElementType.Int16 => "i2",
        NpyElementType.UInt16 => "u2",
        NpyElementType.Int32 => "i4",
        NpyElementType.Int64 => "i8",
        NpyElementType.Boolean => "b1",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type"),
    };
}
