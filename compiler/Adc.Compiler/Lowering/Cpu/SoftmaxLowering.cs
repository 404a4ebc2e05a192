using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Softmax: int8 with exp(-d * scale * beta) tabulated over the 256 differences d from the largest input, int16 with interpolated tables.</summary>
internal sealed class SoftmaxLowering : ILowering
{
    private const float OutputScale = 1f / 256, OutputScaleOfInt16 = 1f / 32768;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.FloatOrInt8OrInt16,
        new TypeRule(
            "the output must have scale 1/256 and zero point -128, or with int16 scale 1/32768 and zero point 0",
            (node, graph) => graph.TypeOf(node.Output) is { Element: ElementType.Float32 }
                or { Element: ElementType.Int8, Quantization: { Scale: OutputScale, ZeroPoint: -128 } }
                or { Element: ElementType.Int16, Quantization: { Scale: OutputScaleOfInt16, ZeroPoint: 0 } }),
        new TypeRule(
            "with int16, the input's zero point must be 0",
            (node, graph) => graph.TypeOf(node.Inputs[0]) is not { Element: ElementType.Int16, Quantization.ZeroPoint: not 0 }),
        Lowering.Cpu.Rules.SoftmaxColumns,
        new("input scale * beta must be a finite float32", (node, graph) => float.IsFinite(ScaleOf(node, graph))),
        new(
            "with int16, input scale * beta must be below 100,000",
            (node, graph) => graph.TypeOf(node.Output).Element != ElementType.Int16 || ScaleOf(node, graph) < 1e5f),
        Lowering.Cpu.Rules.InputIsNotConstant,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        float beta = ((Softmax)node.Operator).Beta;
        int columns = input.Shape[input.Shape.Rank - 1];
        (Kernel kernel, string reason, Sequence<KernelParameter> parameters) = input.Element switch
        {
            ElementType.Float32 => (Kernels.SoftmaxF32, "float32 by the FPU", [new KernelParameter("beta", new FloatValue(beta))]),
            ElementType.Int16 => (Kernels.SoftmaxS16, "int16, by interpolated tables", Int16Parameters(input, beta, context)),
            _ when context.Options.Rounding == Rounding.Tflm => (Kernels.SoftmaxS8, "fixed point, as TensorFlow Lite Micro", FixedPointParameters(input, beta, context)),
            _ => (Kernels.SoftmaxS8Float, "float, as TensorFlow Lite on hosts", FloatParameters(input, beta, context)),
        };
        context.Decide(Engine.Cpu, reason);
        context.Add(new Step(
            "softmax",
            new KernelCall(kernel, [new("rows", new IntegerValue(input.Shape.ElementCount / columns)), new("columns", new IntegerValue(columns)), .. parameters]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }

    /// <summary>exp(-d * scale * beta) of d = 0..255.</summary>
    // Through double, rounded once: the single-precision functions of two machines differ in the last bit.
    internal static float[] FloatTable(float scale, float beta)
    {
        float step = -scale * beta;
        return [.. Enumerable.Range(0, 256).Select(difference => (float)Math.Exp(step * difference))];
    }

    private static Sequence<KernelParameter> FixedPointParameters(TensorType input, float beta, LoweringContext context) =>
    [
        new("exp_table", context.Constant(
            "table", ConstantElement.Int32, ConstantData.Of<int>(FixedPointExponential.Table(input.Quantization!.Scale, beta)),
            "exp(-d * scale * beta) of d = 0..255 as Q0.31")),
    ];

    private static Sequence<KernelParameter> FloatParameters(TensorType input, float beta, LoweringContext context) =>
    [
        new("exp_table", context.Constant(
            "table", ConstantElement.Float32, ConstantData.Of<float>(FloatTable(input.Quantization!.Scale, beta)), "exp(-d * scale * beta) of d = 0..255")),
        new("output_scale", new FloatValue(OutputScale)),
        new("output_zero_point", new IntegerValue(sbyte.MinValue)),
    ];

    private static Sequence<KernelParameter> Int16Parameters(TensorType input, float beta, LoweringContext context)
    {
        QuantizedMultiplier factor = QuantizedMultiplier.From((double)input.Quantization!.Scale * beta / (10.0 / 65535));
        return
        [
            new("multiplier", new IntegerValue(factor.Multiplier)),
            new("shift", new IntegerValue(factor.Shift)),
            Int16Calls.Rounding(context),
            new("exp_table", context.Constant("exp", ConstantElement.Int16, ConstantData.Of<short>(Int16SoftmaxTables.Exponential()), "exp of -10..0 as Q0.15")),
            new("reciprocal_table", context.Constant(
                "reciprocal", ConstantElement.Int16, ConstantData.Of<short>(Int16SoftmaxTables.Reciprocal(inDouble: context.Options.Rounding == Rounding.Tflite)),
                "1 / (1 + 0..1) as Q0.15")),
        ];
    }

    private static float ScaleOf(Node node, Graph graph) => (graph.TypeOf(node.Inputs[0]).Quantization?.Scale ?? 1) * ((Softmax)node.Operator).Beta;
}
