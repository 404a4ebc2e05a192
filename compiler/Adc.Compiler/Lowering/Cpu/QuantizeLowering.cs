using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>float32 to int8 by the FPU; int8 to int8 by a table.</summary>
internal sealed class QuantizeLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule("the output must be int8 with per-tensor quantization", (node, graph) => Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Output))),
        new TypeRule(
            "the input must be float32, or int8 with per-tensor quantization",
            (node, graph) => Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Inputs[0])) || Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Inputs[0]))),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType output = context.TypeOf(node.Output);
        if (!Lowering.Cpu.Rules.IsFloat(context.TypeOf(node.Inputs[0])))
        {
            LookupLowering.LowerAsTable(node, context);
            return;
        }

        bool widened = context.AllReadersPreferWidened(node.Output);
        context.Decide(Engine.Cpu, widened ? "stores int16, as its reader wants it" : "stores int8");
        context.Add(new Step(
            "quantize",
            new KernelCall(KernelFor(context.Options.Rounding, widened), DequantizeLowering.Parameters(output)),
            context.Read(node.Inputs[0], BufferForm.Plain),
            context.Allocate(node.Output, widened ? BufferForm.Widened : BufferForm.Plain),
            MayOverlay: true)); // each element is read before the smaller one is stored below it
    }

    // TensorFlow Lite for hosts divides in double precision, the others in float32.
    private static Kernel KernelFor(Rounding rounding, bool widened) => (rounding, widened) switch
    {
        (Rounding.Tflite, true) => Kernels.QuantizeExactF32S16,
        (Rounding.Tflite, false) => Kernels.QuantizeExactF32S8,
        (_, true) => Kernels.QuantizeF32S16,
        (_, false) => Kernels.QuantizeF32S8,
    };
}
