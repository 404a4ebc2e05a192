using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Softmax with exp(-d * scale * beta) tabulated over the 256 differences d from the largest input.</summary>
internal sealed class SoftmaxLowering : ILowering
{
    private const float OutputScale = 1f / 256;
    private const int MostColumns = 4095; // a sum of exponentials has twelve integer bits

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new TypeRule(
            "the output must have scale 1/256 and zero point -128",
            (node, graph) => graph.TypeOf(node.Output).Quantization is { Scale: OutputScale, ZeroPoint: -128 }),
        new(
            "the last axis must have 1 to 4095 elements",
            (node, graph) => graph.TypeOf(node.Output).Shape is { Rank: > 0 } shape && shape[shape.Rank - 1] is >= 1 and <= MostColumns),
        new("input scale * beta must be a finite float32", (node, graph) => float.IsFinite(ScaleOf(node, graph))),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        float beta = ((Softmax)node.Operator).Beta, scale = input.Quantization!.Scale;
        int columns = input.Shape[input.Shape.Rank - 1];
        bool integer = context.Options.Rounding == Rounding.Tflm;
        ConstantValue table = integer
            ? context.Constant("table", ConstantElement.Int32, ConstantData.Of<int>(FixedPointExponential.Table(scale, beta)), "exp(-d * scale * beta) of d = 0..255 as Q0.31")
            : context.Constant("table", ConstantElement.Float32, ConstantData.Of<float>(FloatTable(scale, beta)), "exp(-d * scale * beta) of d = 0..255");
        context.Decide(Engine.Cpu, integer ? "fixed point, as TensorFlow Lite Micro" : "float, as TensorFlow Lite on hosts");
        context.Add(new Step(
            "softmax",
            new KernelCall(integer ? Kernels.SoftmaxS8 : Kernels.SoftmaxS8Float,
            [
                new("rows", new IntegerValue(input.Shape.ElementCount / columns)),
                new("columns", new IntegerValue(columns)),
                new("exp_table", table),
                .. integer ? Sequence<KernelParameter>.Empty :
                [
                    new KernelParameter("output_scale", new FloatValue(OutputScale)),
                    new KernelParameter("output_zero_point", new IntegerValue(sbyte.MinValue)),
                ],
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }

    private static float ScaleOf(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Quantization!.Scale * ((Softmax)node.Operator).Beta;

    // Through double, rounded once: the single-precision functions of two machines differ in the last bit.
    private static float[] FloatTable(float scale, float beta)
    {
        float step = -scale * beta;
        return [.. Enumerable.Range(0, 256).Select(difference => (float)Math.Exp(step * difference))];
    }
}
