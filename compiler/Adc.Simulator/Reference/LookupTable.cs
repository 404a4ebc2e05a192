using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>A real function of int8 the way TensorFlow Lite tabulates it for hosts: dequantize, apply, quantize, all in float32.</summary>
internal static class LookupTable
{
    public static ConstantData? Evaluate(Invocation call, Func<float, float> function)
    {
        TensorValue input = call.Input(0);
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);
        float stepsPerUnit = 1f / to.Scale;
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(input), value =>
        {
            float real = function(from.Scale * (value - from.ZeroPoint));
            float steps = MathF.Round(real * stepsPerUnit, MidpointRounding.AwayFromZero);
            return (int)Math.Clamp((double)steps + to.ZeroPoint, low, high);
        }));
    }
}
