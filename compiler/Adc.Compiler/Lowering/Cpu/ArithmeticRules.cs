using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Legality rules that ADD, SUB, MUL and DIV share.</summary>
internal static class ArithmeticRules
{
    public static LegalityRule Types { get; } = new TypeRule(
        "operands and output must all be float32, or all int8 or all int16 with per-tensor quantization",
        (node, graph) => AreAll(node, graph, Rules.IsFloat) || AreAll(node, graph, Rules.IsInt8) || AreAll(node, graph, IsInt16));

    public static LegalityRule Int16IsSymmetric { get; } = new TypeRule(
        "int16 operands and output must have zero point 0",
        (node, graph) => AreAll(node, graph, type => type is not { Element: ElementType.Int16, Quantization.ZeroPoint: not 0 }));

    public static LegalityRule Floats { get; } = new TypeRule("operands and output must be float32", (node, graph) => AreAll(node, graph, Rules.IsFloat));

    public static LegalityRule Int8s { get; } = new TypeRule(
        "operands and output must be int8 with per-tensor quantization", (node, graph) => AreAll(node, graph, Rules.IsInt8));

    public static bool IsInt16(TensorType type) => type is { Element: ElementType.Int16, Quantization.IsPerChannel: false };

    public static bool AreAll(Node node, Graph graph, Func<TensorType, bool> condition) =>
        node.Inputs.Append(node.Output).All(id => condition(graph.TypeOf(id)));
}
