using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>From real numbers to int8 and back, as QUANTIZE and DEQUANTIZE do.</summary>
internal static class RealValues
{
    /// <summary>What the elements of a tensor stand for; integers without quantization stand for themselves.</summary>
    public static float[] Of(TensorValue value) => value.Type switch
    {
        { Element: ElementType.Float32 } => value.Data.ToArray<float>(),
        { Element: ElementType.Int8, Quantization: Quantization by } => Array.ConvertAll(value.Data.ToArray<sbyte>(), q => by.Scale * (q - by.ZeroPoint)),
        { Element: ElementType.Int32 } => Array.ConvertAll(value.Data.ToArray<int>(), integer => (float)integer),
        { Element: ElementType.Int64 } => Array.ConvertAll(value.Data.ToArray<long>(), integer => (float)integer),
        _ => Array.ConvertAll(value.Data.ToArray<byte>(), integer => (float)integer),
    };

    /// <summary>float32 to int8: half away from zero, then saturation.</summary>
    public static ConstantData Quantize(TensorValue reals, TensorType type)
    {
        Quantization by = type.Quantization!;
        return ConstantData.Of<sbyte>(Array.ConvertAll(reals.Data.ToArray<float>(), real => (sbyte)Math.Clamp(
            (double)MathF.Round(real / by.Scale, MidpointRounding.AwayFromZero) + by.ZeroPoint, sbyte.MinValue, sbyte.MaxValue)));
    }
}
