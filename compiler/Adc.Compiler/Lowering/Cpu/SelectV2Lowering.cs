using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>SELECT_V2: copies elements of any type.</summary>
internal sealed class SelectV2Lowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule("the condition must be bool", (node, graph) => graph.TypeOf(node.Inputs[0]).Element == ElementType.Bool),
        new TypeRule(
            "both data operands and the output must have one element type and quantization",
            (node, graph) => node.Inputs.Skip(1).Select(graph.TypeOf)
                .All(type => type with { Shape = graph.TypeOf(node.Output).Shape } == graph.TypeOf(node.Output))),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        context.Decide(Engine.Cpu, "copies elements");
        BroadcastStep.Add(
            context, "select", Kernels.Select, node.Output,
            [(node.Inputs[1], "chosen"), (node.Inputs[2], "otherwise"), (node.Inputs[0], "condition")],
            new KernelParameter("element_size", new IntegerValue(context.TypeOf(node.Output).Element.SizeInBytes())));
    }
}
