namespace Adc.Mvp;

/// <summary>An array controller: a view of memory with three indices, all 0 when a program starts.</summary>
/// <remarks>Element address = base + element size * (i0 * stride0 + i1 * stride1 + i2 * stride2).</remarks>
public sealed record MvpArray(MvpBase Base, MvpElementType Type, MvpDimension D0, MvpDimension D1, MvpDimension D2)
{
    /// <summary>What the words of an array that no instruction names decode to: all zero.</summary>
    public static MvpArray Unused { get; } =
        new(MvpBase.At(0), MvpElementType.UInt8, MvpDimension.Single, MvpDimension.Single, MvpDimension.Single);

    public MvpDimension this[int axis] => axis switch
    {
        0 => D0,
        1 => D1,
        2 => D2,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    public int StrideInBytes(int axis) => this[axis].StrideInElements * Type.SizeInBytes();
}
