using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>MAXIMUM and MINIMUM of int8 elements as they are.</summary>
internal sealed class ExtremumLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ArithmeticRules.Int8s,
        new TypeRule(
            "operands and output must have one quantization",
            (node, graph) => ArithmeticRules.AreAll(node, graph, type => Equals(type.Quantization, graph.TypeOf(node.Output).Quantization))),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        context.Decide(Engine.Cpu, "integers of one scale compare as they are");
        BroadcastStep.Add(
            context, "choose", Kernels.ExtremumS8, node.Output, [(node.Inputs[0], "left"), (node.Inputs[1], "right")],
            new KernelParameter("greatest", new IntegerValue(((Extremum)node.Operator).IsGreatest ? 1 : 0)));
    }
}
