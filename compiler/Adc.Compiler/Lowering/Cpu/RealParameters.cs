using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>What float32 kernels take besides the number of elements.</summary>
internal static class RealParameters
{
    public static Sequence<KernelParameter> Alpha(Operator @operator) => [new("alpha", new FloatValue(((LeakyRelu)@operator).Alpha))];

    public static Sequence<KernelParameter> Bounds(Operator @operator)
    {
        (float low, float high) = ((Relu)@operator).Activation.Range();
        return [new("low", new FloatValue(low)), new("high", new FloatValue(high))];
    }
}
