using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>A clamp; for integers also a change of scale and zero point.</summary>
/// <remarks>
/// TensorFlow Lite Micro's RELU6 does not rescale: it supposes that both sides have one quantization, where this gives the
/// same bits. It has no RELU_N1_TO_1.
/// </remarks>
internal static class ReluReference
{
    public static ConstantData? Evaluate(Relu @operator, Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => OfReals(@operator, call),
        ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 => OfIntegers(@operator, call),
        _ => null,
    };

    private static ConstantData OfReals(Relu @operator, Invocation call)
    {
        (float low, float high) = @operator.Activation.Range();
        return ConstantData.Of<float>(Array.ConvertAll(call.Input(0).Data.ToArray<float>(), real => Math.Clamp(real, low, high)));
    }

    private static ConstantData? OfIntegers(Relu @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);

        // The quotient is taken in float32 here, unlike in QUANTIZE; one beyond all floats saturates as other large ones do.
        Requantizer scale = Requantizer.Of(Math.Min(from.Scale / to.Scale, float.MaxValue));
        return IntegerElements.Write(call.Output.Element, Array.ConvertAll(IntegerElements.Read(input), value =>
        {
            long scaled = scale.ApplyElementwise(value - from.ZeroPoint, call.Rounding);
            return (int)Math.Min(Math.Max(scaled + to.ZeroPoint, low), high);
        }));
    }
}
