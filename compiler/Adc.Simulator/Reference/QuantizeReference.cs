using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>float32 to integers, and integers to integers of another scale, zero point or width.</summary>
internal static class QuantizeReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        return (input.Type.Element, call.Output.Element) switch
        {
            (ElementType.Float32, ElementType.Int8 or ElementType.UInt8 or ElementType.Int16) => FromReals(call, input),
            (ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32,
                ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32) => Rescale(call, input),
            _ => null,
        };
    }

    /// <summary>round(x / scale), ties away from zero, plus the zero point; saturates. NaN becomes the zero point.</summary>
    /// <remarks>TensorFlow Lite 2.9 for hosts takes the quotient in double, the others in float32.</remarks>
    private static ConstantData? FromReals(Invocation call, TensorValue input)
    {
        if (call.Output.Quantization is not { IsPerChannel: false } to)
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(input.Data.ToArray<float>(), real =>
        {
            double quotient = call.Rounding == Rounding.Tflite ? (double)real / to.Scale : real / to.Scale;
            double steps = Math.Round(quotient, MidpointRounding.AwayFromZero);
            return double.IsNaN(steps) ? to.ZeroPoint : (int)Math.Clamp(steps + to.ZeroPoint, low, high);
        }));
    }

    private static ConstantData? Rescale(Invocation call, TensorValue input)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        (int low, int high) = IntegerElements.Range(call.Output.Element);
        Requantizer scale = Requantizer.Of((double)from.Scale / to.Scale);
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(input), value =>
        {
            long scaled = scale.ApplyElementwise(unchecked(value - from.ZeroPoint), call.Rounding);
            return (int)Math.Clamp(scaled + to.ZeroPoint, low, high);
        }));
    }
}
