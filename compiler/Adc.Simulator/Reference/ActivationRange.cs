using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The clamp of an activation in the integers of the output.</summary>
internal static class ActivationRange
{
    /// <summary>Bounds quantized as activations are: bound / scale in float32, ties away from zero, plus the zero point.</summary>
    public static (int Low, int High) Quantized(Activation activation, TensorType output)
    {
        (int low, int high) = IntegerElements.Range(output.Element);
        (float realLow, float realHigh) = activation.Range();
        return ((int)Math.Max(low, Position(realLow, output)), (int)Math.Min(high, Position(realHigh, output)));
    }

    /// <summary>Clamps a float32. Without a bound the finite numbers are one; a NaN stays.</summary>
    public static float Apply(Activation activation, float real)
    {
        (float low, float high) = activation.Range();
        return real < low || real == float.NegativeInfinity ? Math.Max(low, float.MinValue)
            : real > high || real == float.PositiveInfinity ? Math.Min(high, float.MaxValue)
            : real;
    }

    /// <summary>Clamps an integer that has no quantization.</summary>
    public static int Apply(Activation activation, int integer)
    {
        (float low, float high) = activation.Range();
        return (int)Math.Min(Math.Max(integer, (double)low), high);
    }

    private static double Position(float bound, TensorType output) =>
        MathF.Round(bound / output.Quantization!.Scale, MidpointRounding.AwayFromZero) + (double)output.Quantization.ZeroPoint;
}
