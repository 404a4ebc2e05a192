using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>LOGICAL_AND, LOGICAL_OR and LOGICAL_NOT by a truth table.</summary>
internal sealed class LogicalLowering : ILowering
{
    /// <summary>Truth tables: bit 2 * a + b is the value for a and b.</summary>
    public const int And = 8, Or = 14, Equal = 9, NotEqual = 6, NeitherOfBoth = 1;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule("operands and output must be bool", (node, graph) => ArithmeticRules.AreAll(node, graph, type => type.Element == ElementType.Bool)),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context) => LowerTruthTable(
        context, node.Output, [(node.Inputs[0], "left"), (node.Inputs[^1], "right")],
        node.Operator switch { LogicalNot => NeitherOfBoth, Logical { IsAnd: true } => And, _ => Or });

    internal static void LowerTruthTable(LoweringContext context, TensorId output, (TensorId, string)[] operands, int truth)
    {
        context.Decide(Engine.Cpu, "a truth table of two values");
        BroadcastStep.Add(context, "combine", Kernels.Logical, output, operands, new KernelParameter("truth", new IntegerValue(truth)));
    }
}
