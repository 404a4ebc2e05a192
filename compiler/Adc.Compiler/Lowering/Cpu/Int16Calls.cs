using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Kernel calls of element-by-element operators on int16.</summary>
internal static class Int16Calls
{
    private const double SigmoidStepsPerUnit = 3 * 4096;

    /// <summary>Factors from here on would shift integers out of 32 bits.</summary>
    private const float LargestScaleRatio = 1 << 16;

    /// <summary>The rescaled value must stay within 32 bits; tables of int8 know no limit.</summary>
    public static LegalityRule ScaleRatio { get; } = new(
        "for integers wider than 8 bits, input scale must be below 65,536 output scales",
        (node, graph) => IsByTable(node, graph) || graph.TypeOf(node.Inputs[0]).Quantization is not { } input || graph.TypeOf(node.Output).Quantization is not { } output
            || input.Scale * SlopeOf(node.Operator) / output.Scale < LargestScaleRatio);

    public static LegalityRule RisingSlope { get; } = new(
        "with int16, alpha must not be negative",
        (node, graph) => graph.TypeOf(node.Output).Element != ElementType.Int16 || ((LeakyRelu)node.Operator).Alpha >= 0);

    public static LegalityRule SigmoidScales { get; } = new TypeRule(
        "with int16, both zero points must be 0, the input scale below 2.66 and the output scale 1/32768",
        (node, graph) => graph.TypeOf(node.Output).Element != ElementType.Int16
            || (graph.TypeOf(node.Inputs[0]).Quantization is { ZeroPoint: 0, Scale: < 2.66f }
                && graph.TypeOf(node.Output).Quantization is { ZeroPoint: 0, Scale: 1f / 32768 }));

    public static KernelCall Abs(Node node, LoweringContext context)
    {
        (TensorType input, TensorType output) = Types(node, context);
        QuantizedMultiplier factor = QuantizedMultiplier.From(input.Quantization!.Scale / output.Quantization!.Scale);
        return new(Kernels.AbsS16,
        [
            Count(output), InputZeroPoint(input), new("multiplier", new IntegerValue(factor.Multiplier)), new("shift", new IntegerValue(factor.Shift)),
            OutputZeroPoint(output), Rounding(context),
        ]);
    }

    public static KernelCall LeakyRelu(Node node, LoweringContext context)
    {
        (TensorType input, TensorType output) = Types(node, context);
        QuantizedMultiplier rising = QuantizedMultiplier.From(input.Quantization!.Scale / output.Quantization!.Scale);
        QuantizedMultiplier falling = QuantizedMultiplier.From(input.Quantization.Scale * ((LeakyRelu)node.Operator).Alpha / output.Quantization.Scale);
        return new(Kernels.LeakyReluS16,
        [
            Count(output), InputZeroPoint(input), new("multiplier", new IntegerValue(rising.Multiplier)), new("shift", new IntegerValue(rising.Shift)),
            new("multiplier_negative", new IntegerValue(falling.Multiplier)), new("shift_negative", new IntegerValue(falling.Shift)),
            OutputZeroPoint(output), Rounding(context),
        ]);
    }

    public static KernelCall Logistic(Node node, LoweringContext context) => Sigmoid(Kernels.LogisticS16, mostShift: 0, node, context);

    public static KernelCall Tanh(Node node, LoweringContext context) => Sigmoid(Kernels.TanhS16, mostShift: 1, node, context);

    public static KernelCall Relu(Node node, LoweringContext context)
    {
        (TensorType input, TensorType output) = Types(node, context);
        (float low, float high) = ((Relu)node.Operator).Activation.Range();
        return Rescale(Kernels.RescaleS16S16, input, output, input.Quantization!.Scale / output.Quantization!.Scale, Bound(low, output), Bound(high, output), context);
    }

    /// <summary>A change of scale and zero point; the output lies between two bounds.</summary>
    /// <param name="ratio">Input scale over output scale.</param>
    public static KernelCall Rescale(Kernel kernel, TensorType input, TensorType output, double ratio, int low, int high, LoweringContext context)
    {
        QuantizedMultiplier factor = QuantizedMultiplier.From(ratio);
        return new(kernel,
        [
            Count(output), InputZeroPoint(input), new("multiplier", new IntegerValue(factor.Multiplier)), new("shift", new IntegerValue(factor.Shift)),
            OutputZeroPoint(output), new("low", new IntegerValue(low)), new("high", new IntegerValue(high)), Rounding(context),
        ]);
    }

    /// <summary>TensorFlow Lite for hosts has its ties-up from its matrix library; all its other kernels round as TensorFlow Lite Micro's.</summary>
    public static KernelParameter Rounding(LoweringContext context) => new(
        "rounding", new SymbolValue(context.Options.Rounding == Ir.Rounding.Single ? "ADC_ROUNDING_SINGLE" : "ADC_ROUNDING_TFLM"));

    private static KernelCall Sigmoid(Kernel kernel, int mostShift, Node node, LoweringContext context)
    {
        (TensorType input, TensorType output) = Types(node, context);
        (int multiplier, int shift) = SigmoidFactor(input.Quantization!.Scale, mostShift);
        return new(kernel, [Count(output), new("multiplier", new IntegerValue(multiplier)), new("shift", new IntegerValue(shift))]);
    }

    /// <summary>From a step of the input to one of 1/12288: 15 bits cut off, or exact for scales very near 2^-12, up to 2^mostShift times that.</summary>
    private static (int Multiplier, int Shift) SigmoidFactor(float scale, int mostShift)
    {
        float log2 = MathF.Log(scale) * (1f / MathF.Log(2f)), whole = MathF.Round(log2, MidpointRounding.AwayFromZero);
        int power = (int)whole + 12;
        if (MathF.Abs(log2 - whole) < 1e-3f && power >= 0 && power <= mostShift)
        {
            return (3 << power, 0);
        }

        double steps = scale * SigmoidStepsPerUnit;
        int shift = 0;
        for (; steps <= 16383.5 && shift < 31; shift++)
        {
            steps *= 2;
        }

        return ((int)steps, shift);
    }

    private static float SlopeOf(Operator @operator) => @operator is LeakyRelu leaky ? Math.Max(1, Math.Abs(leaky.Alpha)) : 1;

    private static bool IsByTable(Node node, Graph graph) =>
        graph.TypeOf(node.Inputs[0]).Element.SizeInBytes() == 1 && graph.TypeOf(node.Output).Element.SizeInBytes() == 1;

    private static (TensorType Input, TensorType Output) Types(Node node, LoweringContext context) => (context.TypeOf(node.Inputs[0]), context.TypeOf(node.Output));

    private static KernelParameter Count(TensorType type) => new("count", new IntegerValue(type.Shape.ElementCount));

    private static KernelParameter InputZeroPoint(TensorType type) => new("input_zero_point", new IntegerValue(type.Quantization!.ZeroPoint));

    private static KernelParameter OutputZeroPoint(TensorType type) => new("output_zero_point", new IntegerValue(type.Quantization!.ZeroPoint));

    private static int Bound(float real, TensorType type)
    {
        if (!float.IsFinite(real))
        {
            return real < 0 ? short.MinValue : short.MaxValue;
        }

        float steps = MathF.Round(real / type.Quantization!.Scale, MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(type.Quantization.ZeroPoint + (double)steps, short.MinValue, short.MaxValue);
    }
}
