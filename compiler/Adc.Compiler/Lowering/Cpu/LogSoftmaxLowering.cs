using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Log-softmax with exp(-d * scale) tabulated over the 256 differences d from the largest input.</summary>
internal sealed class LogSoftmaxLowering : ILowering
{
    private const float OutputScale = 1f / 16;
    private const int FractionBits = 26; // of a scaled difference, which has 5 integer bits

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new TypeRule(
            "the output must have scale 1/16 and zero point 127",
            (node, graph) => graph.TypeOf(node.Output).Quantization is { Scale: OutputScale, ZeroPoint: 127 }),
        Lowering.Cpu.Rules.SoftmaxColumns,
        new("the input scale must be above 2^-26", (node, graph) => graph.TypeOf(node.Inputs[0]).Quantization!.Scale * (double)(1 << FractionBits) > 1),
        Lowering.Cpu.Rules.InputIsNotConstant,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        float scale = input.Quantization!.Scale;
        int columns = input.Shape[input.Shape.Rank - 1];
        bool integer = context.Options.Rounding == Rounding.Tflm;
        Sequence<KernelParameter> parameters =
        [
            new("rows", new IntegerValue(input.Shape.ElementCount / columns)),
            new("columns", new IntegerValue(columns)),
            .. integer ? IntegerParameters(scale, context) : FloatParameters(scale, context),
        ];
        context.Decide(Engine.Cpu, integer ? "fixed point, as TensorFlow Lite Micro" : "float, as TensorFlow Lite on hosts");
        context.Add(new Step(
            "log-softmax", new KernelCall(integer ? Kernels.LogSoftmaxS8 : Kernels.LogSoftmaxS8Float, parameters),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }

    private static Sequence<KernelParameter> IntegerParameters(float scale, LoweringContext context)
    {
        QuantizedMultiplier forward = QuantizedMultiplier.From(Math.Min((double)scale * (1 << FractionBits), int.MaxValue));
        QuantizedMultiplier reverse = QuantizedMultiplier.From((double)(1L << (31 - forward.Shift)) / forward.Multiplier);
        return
        [
            new("exp_table", context.Constant(
                "table", ConstantElement.Int32, ConstantData.Of<int>(FixedPointExponential.Table(scale, 1)), "exp(-d * scale) of d = 0..255 as Q0.31")),
            new("multiplier", new IntegerValue(forward.Multiplier)),
            new("shift", new IntegerValue(forward.Shift)),
            new("reverse_multiplier", new IntegerValue(reverse.Multiplier)),
            new("reverse_shift", new IntegerValue(reverse.Shift)),
            new("least_difference", new IntegerValue(-((31L << FractionBits) >> forward.Shift))),
        ];
    }

    private static Sequence<KernelParameter> FloatParameters(float scale, LoweringContext context) =>
    [
        new("exp_table", context.Constant(
            "table", ConstantElement.Float32, ConstantData.Of<float>(SoftmaxLowering.FloatTable(scale, 1)), "exp(-d * scale) of d = 0..255")),
        new("input_scale", new FloatValue(scale)),
        new("steps", new FloatValue(scale / OutputScale)),
    ];
}
