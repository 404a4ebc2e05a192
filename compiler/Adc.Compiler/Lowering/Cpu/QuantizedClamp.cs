using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The bounds of an activation in the integers of a quantized output.</summary>
internal static class QuantizedClamp
{
    /// <summary>Bounds inside the range of int8 or int16: bound / scale in single precision, ties away from zero, plus the zero point.</summary>
    public static (int Low, int High) Of(Activation activation, TensorType output)
    {
        (int lowest, int highest) = output.Element == ElementType.Int16 ? (short.MinValue, short.MaxValue) : ((int)sbyte.MinValue, (int)sbyte.MaxValue);
        (float low, float high) = activation.Range();
        int Position(float bound) => (int)Math.Clamp(
            MathF.Round(bound / output.Quantization!.Scale, MidpointRounding.AwayFromZero) + (double)output.Quantization.ZeroPoint, lowest - 1, highest + 1);
        return (Math.Max(lowest, Position(low)), Math.Min(highest, Position(high)));
    }
}
