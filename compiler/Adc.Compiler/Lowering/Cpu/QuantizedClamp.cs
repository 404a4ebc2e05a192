using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The bounds of an activation in the integers of a quantized output.</summary>
internal static class QuantizedClamp
{
    /// <summary>Bounds inside the range of int8, int16 or int32: bound / scale in single precision, ties away from zero, plus the zero point.</summary>
    public static (int Low, int High) Of(Activation activation, TensorType output)
    {
        (double lowest, double highest) = output.Element switch
        {
            ElementType.Int32 => ((double)int.MinValue, (double)int.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => (sbyte.MinValue, sbyte.MaxValue),
        };
        (float low, float high) = activation.Range();
        double Position(float bound) => MathF.Round(bound / output.Quantization!.Scale, MidpointRounding.AwayFromZero) + (double)output.Quantization.ZeroPoint;
        return ((int)Math.Min(Math.Max(lowest, Position(low)), highest), (int)Math.Max(Math.Min(highest, Position(high)), lowest));
    }
}
