using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Lowest and highest output of a kernel that clamps.</summary>
internal static class ActivationBounds
{
    /// <summary>The members low and high; of float32 the finite numbers are a bound where the activation has none.</summary>
    public static IEnumerable<KernelParameter> Parameters(Activation activation, TensorType output)
    {
        if (Rules.IsFloat(output))
        {
            (float low, float high) = activation.Range();
            return [new("low", new FloatValue(Math.Max(low, float.MinValue))), new("high", new FloatValue(Math.Min(high, float.MaxValue)))];
        }

        (int least, int greatest) = QuantizedClamp.Of(activation, output);
        return [new("low", new IntegerValue(least)), new("high", new IntegerValue(greatest))];
    }
}
