namespace Adc.Mvp;

/// <summary>Contents of a register: two binary16 numbers, kept as bits so that -0 and the kinds of NaN stay apart.</summary>
public readonly record struct MvpComplex(ushort RealBits, ushort ImaginaryBits)
{
    public static MvpComplex Zero => default;

    public static MvpComplex Of(Half real, Half imaginary) =>
        new(BitConverter.HalfToUInt16Bits(real), BitConverter.HalfToUInt16Bits(imaginary));

    /// <summary>The same number in both lanes.</summary>
    public static MvpComplex Both(Half value) => Of(value, value);

    /// <summary>A number with imaginary part +0.</summary>
    public static MvpComplex OfReal(Half value) => Of(value, Half.Zero);

    public static MvpComplex FromWord(uint word) => new((ushort)word, (ushort)(word >> 16));

    public Half Real => BitConverter.UInt16BitsToHalf(RealBits);

    public Half Imaginary => BitConverter.UInt16BitsToHalf(ImaginaryBits);

    /// <summary>As in the register block: the real part in the lower half.</summary>
    public uint Word => RealBits | ((uint)ImaginaryBits << 16);
}
