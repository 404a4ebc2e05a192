using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A factor and a rounding as constants of adc_scale_t, whose kernels then need no branches.</summary>
/// <remarks>For operators that are no matrix products: there TensorFlow Lite for hosts rounds as TensorFlow Lite Micro.</remarks>
internal readonly record struct Rescaling(int Multiplier, int Left, bool ToNearest, int Half, bool TiesAway, int Right)
{
    /// <summary>Factors up to here leave room for products of two int8 elements.</summary>
    public const double FactorLimit = 1 << 14;

    /// <param name="moreLeft">Bits by which values are shifted to the left beforehand.</param>
    public static Rescaling Of(QuantizedMultiplier multiplier, Rounding rounding, int moreLeft = 0)
    {
        int right = Math.Max(0, -multiplier.Shift);
        bool once = rounding == Rounding.Single;
        return new(
            multiplier.Multiplier, 1 + Math.Max(0, multiplier.Shift) + moreLeft, !once || right == 0,
            right == 0 ? 0 : 1 << (right - 1), !once && right > 0, right);
    }

    public static Rescaling Of(double factor, Rounding rounding) => Of(QuantizedMultiplier.From(factor), rounding);

    /// <summary>The rounding of operators that are no matrix products.</summary>
    public static Rounding Elementwise(Rounding rounding) => rounding == Rounding.Tflite ? Rounding.Tflm : rounding;

    public IEnumerable<KernelParameter> Parameters(string member = "rescale") =>
    [
        new($"{member}.multiplier", new IntegerValue(Multiplier)),
        new($"{member}.left", new IntegerValue(Left)),
        new($"{member}.nearest", new IntegerValue(ToNearest ? 1 : 0)),
        new($"{member}.half", new IntegerValue(Half)),
        new($"{member}.tie", new IntegerValue(TiesAway ? -1 : 0)),
        new($"{member}.right", new IntegerValue(Right)),
    ];
}
