namespace Adc.Mvp;

/// <summary>Type of an array's elements, by the code of its two fields: bits 1..0 the base type, bit 2 complex.</summary>
/// <remarks>A complex element is a pair, the real part at the lower address.</remarks>
public enum MvpElementType
{
    UInt8 = 0,
    Int8 = 1,
    Binary16 = 2,
    ComplexUInt8 = 4,
    ComplexInt8 = 5,
    ComplexBinary16 = 6,
}

/// <summary>Sizes and names of element types.</summary>
public static class MvpElementTypes
{
    private static readonly (MvpElementType Type, string Name)[] Names =
    [
        (MvpElementType.UInt8, "u8"), (MvpElementType.Int8, "s8"), (MvpElementType.Binary16, "f16"),
        (MvpElementType.ComplexUInt8, "c.u8"), (MvpElementType.ComplexInt8, "c.s8"), (MvpElementType.ComplexBinary16, "c.f16"),
    ];

    public static bool IsComplex(this MvpElementType type) => ((int)type & 4) != 0;

    public static bool IsBinary16(this MvpElementType type) => ((int)type & 3) == 2;

    /// <summary>False for the reserved base type, which only hostile program words name.</summary>
    public static bool IsDefined(this MvpElementType type) => (int)type is >= 0 and <= 6 and not 3;

    public static int SizeInBytes(this MvpElementType type) => (type.IsBinary16() ? 2 : 1) * (type.IsComplex() ? 2 : 1);

    /// <summary>Addresses of an array's elements are multiples of this; equal to the size for every type.</summary>
    public static int AlignmentInBytes(this MvpElementType type) => type.SizeInBytes();

    /// <summary>The name used in listings, as in <c>c.s8</c>.</summary>
    public static string ShortName(this MvpElementType type) =>
        Array.Find(Names, row => row.Type == type).Name ?? FormattableString.Invariant($"type{(int)type}");

    /// <summary>The type with this short name, or null.</summary>
    public static MvpElementType? FromShortName(string name)
    {
        foreach ((MvpElementType type, string candidate) in Names)
        {
            if (candidate == name)
            {
                return type;
            }
        }

        return null;
    }
}
