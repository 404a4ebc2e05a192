using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>int8 or int16 to float32 by the FPU; int8 also in its widened form.</summary>
internal sealed class DequantizeLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule(
            "the input must be int8 or int16 with per-tensor quantization and the output float32",
            (node, graph) => (Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Inputs[0])) || Lowering.Cpu.Rules.IsInt16(graph.TypeOf(node.Inputs[0])))
                && Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Output))),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorId input = node.Inputs[0];
        BufferForm form = context.Has(input, BufferForm.Plain) ? BufferForm.Plain : BufferForm.Widened;
        bool isInt8 = context.TypeOf(input).Element == ElementType.Int8 && form == BufferForm.Plain;
        context.Decide(Engine.Cpu, isInt8 ? "reads int8" : form == BufferForm.Plain ? "reads int16" : "reads the int16 form that its writer stores");
        context.Add(new Step(
            "dequantize",
            new KernelCall(isInt8 ? Kernels.DequantizeS8F32 : Kernels.DequantizeS16F32, Parameters(context.TypeOf(input))),
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
