namespace Adc.Mvp;

/// <summary>Where a buffer lies: flash is read-only and slower.</summary>
public enum MvpMemoryKind
{
    Flash,
    Ram,
}

/// <summary>Names a buffer; its address is decided when memory is planned.</summary>
public readonly record struct MvpBufferId(int Value)
{
    /// <summary>All of the address space: an offset in it is an address. Decoded programs use it where no buffer fits.</summary>
    public static MvpBufferId AddressSpace => new(-1);
}

/// <summary>A piece of memory that programs read or write.</summary>
/// <param name="Name">For listings and violations.</param>
/// <param name="AlignmentInBytes">Its address will be a multiple of this power of two.</param>
/// <param name="IsConstant">Programs must not store there, wherever it lies.</param>
public sealed record MvpBuffer(MvpBufferId Id, string Name, MvpMemoryKind Kind, int SizeInBytes, int AlignmentInBytes = 4, bool IsConstant = false);

/// <summary>First byte of an array: a place inside a buffer.</summary>
public readonly record struct MvpBase(MvpBufferId Buffer, long OffsetInBytes)
{
    public static MvpBase At(uint address) => new(MvpBufferId.AddressSpace, address);

    public static MvpBase operator +(MvpBase origin, long bytes) => origin with { OffsetInBytes = origin.OffsetInBytes + bytes };

    public static MvpBase Add(MvpBase origin, long bytes) => origin + bytes;
}
