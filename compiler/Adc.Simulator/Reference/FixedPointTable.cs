using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>A function of int8 the way TensorFlow Lite Micro computes it: the input as fixed point with 4 integer bits.</summary>
/// <remarks>
/// Inputs whose magnitude reaches 15 become the least or greatest output. The output's own quantization is not looked at.
/// </remarks>
internal static class FixedPointTable
{
    public const int IntegerBits = 4;

    /// <param name="function">From fixed point with 4 integer bits to int8, not yet saturated.</param>
    public static ConstantData? Evaluate(Invocation call, Func<int, int> function)
    {
        TensorValue input = call.Input(0);
        if (call.PerTensor is not var (from, _))
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);
        Requantizer scale = Requantizer.Of(Math.ScaleB(from.Scale, 31 - IntegerBits));
        double radius = Math.Floor(Math.ScaleB(15, 31 - IntegerBits - scale.Exponent));
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(input), value =>
        {
            int centred = value - from.ZeroPoint;
            return centred <= -radius ? low
                : centred >= radius ? high
                : Math.Clamp(function(scale.Apply(centred, Rounding.Tflm)), low, high);
        }));
    }
}
