namespace Adc.Mvp;

/// <summary>One axis of an array: its index runs 0..size-1 and wraps to 0.</summary>
/// <param name="StrideInElements">Distance of neighbours, in elements of the array's type.</param>
public readonly record struct MvpDimension(int Size, int StrideInElements)
{
    /// <summary>An axis with one element.</summary>
    public static MvpDimension Single => new(1, 0);
}

/// <summary>A choice among an array's three axes.</summary>
[Flags]
public enum MvpAxes
{
    None = 0,
    D0 = 1,
    D1 = 2,
    D2 = 4,
}
