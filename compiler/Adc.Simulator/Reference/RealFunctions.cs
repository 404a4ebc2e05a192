namespace Adc.Simulator.Reference;

/// <summary>Elementary functions in float32.</summary>
/// <remarks>The double result is rounded once, so that the C library of every platform leads to the same bits.</remarks>
internal static class RealFunctions
{
    public static float Exp(float x) => (float)Math.Exp(x);

    /// <summary>exp(x) - 1, accurate near 0 too, where the difference would lose its bits: 2 * sinh(x / 2) * exp(x / 2).</summary>
    public static float ExpMinusOne(float x) => (float)(x > -1 ? 2 * Math.Sinh(x / 2.0) * Math.Exp(x / 2.0) : Math.Exp(x) - 1);

    public static float Log(float x) => (float)Math.Log(x);

    public static float Tanh(float x) => (float)Math.Tanh(x);

    /// <summary>1 / (1 + exp(-x)) with the sum and the quotient in float32.</summary>
    public static float Logistic(float x) => 1f / (1f + Exp(-x));
}
