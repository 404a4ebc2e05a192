using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Lowest and highest output of a kernel that clamps.</summary>
internal static class ActivationBounds
{
    /// <summary>In steps of a quantized output: bound / scale in float32, ties away from zero, plus the zero point.</summary>
    public static (int Low, int High) Quantized(Activation activation, TensorType output)
    {
        (int lowest, int highest) = output.Element == ElementType.Int16 ? (short.MinValue, short.MaxValue) : (sbyte.MinValue, sbyte.MaxValue);
        (float low, float high) = activation.Range();
        return (float.IsFinite(low) ? Math.Max(lowest, Steps(low)) : lowest, float.IsFinite(high) ? Math.Min(highest, Steps(high)) : highest);

        int Steps(float bound) => (int)Math.Clamp(
            MathF.Round(bound / output.Quantization!.Scale, MidpointRounding.AwayFromZero) + (double)output.Quantization.ZeroPoint, lowest - 1, highest + 1);
    }

    /// <summary>Of float32, where without a bound the finite numbers are one.</summary>
    public static (float Low, float High) Real(Activation activation)
    {
        (float low, float high) = activation.Range();
        return (Math.Max(low, float.MinValue), Math.Min(high, float.MaxValue));
    }

    public static IEnumerable<KernelParameter> Parameters(Activation activation, TensorType output)
    {
        if (Rules.IsFloat(output))
        {
            (float low, float high) = Real(activation);
            return [new("low", new FloatValue(low)), new("high", new FloatValue(high))];
        }

        (int least, int greatest) = Quantized(activation, output);
        return [new("low", new IntegerValue(least)), new("high", new IntegerValue(greatest))];
    }
}
