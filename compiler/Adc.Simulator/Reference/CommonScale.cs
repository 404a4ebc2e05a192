using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>
/// Two quantized operands on one scale: each is shifted to the left, then multiplied by the quotient of its scale and
/// twice the larger one, so that sums of both fit 32 bits.
/// </summary>
/// <param name="LeftShift">Bits that a common integer has more than an element, give or take the factors.</param>
/// <param name="A">From a shifted element of the first input to the common scale.</param>
/// <param name="B">The same for the second input.</param>
/// <param name="Output">From the result to the output's scale.</param>
internal sealed record CommonScale(int LeftShift, Requantizer A, Requantizer B, Requantizer Output)
{
    /// <summary>For sums, all quotients in double; null when the output's scale is too small for its kernels.</summary>
    public static CommonScale? OfSums(Invocation call)
    {
        if (Broadcast.QuantizationsOf(call) is not var (a, b, output))
        {
            return null;
        }

        int leftShift = BitsOfSums(call.Output.Element);
        double twice = 2.0 * Math.Max(a.Scale, b.Scale);
        return Of(leftShift, a.Scale / twice, b.Scale / twice, twice / Math.ScaleB(output.Scale, leftShift));
    }

    /// <summary>The same with the quotients in float32.</summary>
    public static CommonScale? OfDifferencesInFloat32(Invocation call)
    {
        if (Broadcast.QuantizationsOf(call) is not var (a, b, output))
        {
            return null;
        }

        int leftShift = BitsOfSums(call.Output.Element);
        float twice = 2 * Math.Max(a.Scale, b.Scale);
        return Of(leftShift, a.Scale / twice, b.Scale / twice, twice / ((1 << leftShift) * output.Scale));
    }

    /// <summary>For squares of differences of int8.</summary>
    public static CommonScale? OfSquares(Invocation call)
    {
        if (Broadcast.QuantizationsOf(call) is not var (a, b, output))
        {
            return null;
        }

        const int LeftShift = 7;
        double twice = 2.0 * Math.Max(a.Scale, b.Scale);
        return Of(LeftShift, a.Scale / twice, b.Scale / twice, twice * twice / Math.ScaleB(output.Scale, 2 * LeftShift));
    }

    public CommonScale WithNegatedB() => this with { B = B with { Mantissa = -B.Mantissa } };

    /// <param name="function">From two integers on the common scale to one that <see cref="Output"/> scales.</param>
    public ConstantData? Evaluate(Invocation call, Activation activation, Func<int, int, int> function)
    {
        int zeroOfA = call.Input(0).Type.Quantization!.ZeroPoint, zeroOfB = call.Input(1).Type.Quantization!.ZeroPoint;
        int zeroOfOutput = call.Output.Quantization!.ZeroPoint;
        (int low, int high) = ActivationRange.Quantized(activation, call.Output);
        return Broadcast.OfIntegers(call, (a, b) =>
        {
            int commonA = A.ApplyElementwise((a - zeroOfA) << LeftShift, call.Rounding);
            int commonB = B.ApplyElementwise((b - zeroOfB) << LeftShift, call.Rounding);
            long scaled = Output.ApplyElementwise(function(commonA, commonB), call.Rounding);
            return (int)Math.Min(Math.Max(scaled + zeroOfOutput, low), high);
        });
    }

    private static int BitsOfSums(ElementType element) => element == ElementType.Int16 ? 15 : 20;

    // The kernels want factors below 1; their own check stops the program otherwise.
    private static CommonScale? Of(int leftShift, double a, double b, double output) =>
        output < 1 ? new CommonScale(leftShift, Requantizer.Of(a), Requantizer.Of(b), Requantizer.Of(output)) : null;
}
