namespace Adc.Mvp;

/// <summary>A set of indices (array, axis), as loops step or reset them. Bit 3 * array + axis each.</summary>
public readonly record struct MvpIndexSet(int Mask)
{
    public static MvpIndexSet Empty => default;

    public bool IsEmpty => Mask == 0;

    public static MvpIndexSet Of(int array, MvpAxes axes) => new((int)axes << (MvpLimits.Dimensions * array));

    public static MvpIndexSet operator |(MvpIndexSet left, MvpIndexSet right) => new(left.Mask | right.Mask);

    public static MvpIndexSet BitwiseOr(MvpIndexSet left, MvpIndexSet right) => left | right;

    public MvpAxes AxesOf(int array) => (MvpAxes)((Mask >> (MvpLimits.Dimensions * array)) & 7);
}
