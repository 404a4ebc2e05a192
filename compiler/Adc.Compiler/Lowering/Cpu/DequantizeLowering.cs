using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>int8 to float32 by the FPU, from int8 or from widened int16.</summary>
internal sealed class DequantizeLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule(
            "the input must be int8 with per-tensor quantization and the output float32",
            (node, graph) => Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Inputs[0])) && Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Output))),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorId input = node.Inputs[0];
        BufferForm form = context.Has(input, BufferForm.Plain) ? BufferForm.Plain : BufferForm.Widened;
        context.Decide(Engine.Cpu, form == BufferForm.Plain ? "reads int8" : "reads the int16 form that its writer stores");
        context.Add(new Step(
            "dequantize",
            new KernelCall(form == BufferForm.Plain ? Kernels.DequantizeS8F32 : Kernels.DequantizeS16F32, Parameters(context.TypeOf(input))),
            context.Read(input, form), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    /// <summary>Number of elements, scale and zero point of the quantized side.</summary>
    internal static Sequence<KernelParameter> Parameters(TensorType quantized) =>
    [
        new("count", new IntegerValue(quantized.Shape.ElementCount)),
        new("scale", new FloatValue(quantized.Quantization!.Scale)),
        new("zero_point", new IntegerValue(quantized.Quantization.ZeroPoint)),
    ];
}
