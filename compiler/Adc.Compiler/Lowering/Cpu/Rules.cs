using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Legality rules that several operators share.</summary>
internal static class Rules
{
    public static LegalityRule Int8ToInt8 { get; } = new TypeRule(
        "input and output must be int8 with per-tensor quantization",
        (node, graph) => IsInt8(graph.TypeOf(node.Inputs[0])) && IsInt8(graph.TypeOf(node.Output)));

    /// <summary>The rule of operators that move elements as they are from their first input.</summary>
    public static LegalityRule SameElements { get; } = SameElementsOf(_ => [0]);

    /// <summary>The rule of operators whose first input is data and whose others are numbers.</summary>
    public static LegalityRule ConstantOperands { get; } = ConstantOperandsBut(_ => [0]);

    /// <summary>The elements of the given inputs and of all outputs mean the same.</summary>
    public static LegalityRule SameElementsOf(Func<Node, IEnumerable<int>> data) => new TypeRule(
        "input and output must have the same element type and quantization",
        (node, graph) => data(node).Select(input => graph.TypeOf(node.Inputs[input])).All(input => node.Outputs.Select(graph.TypeOf)
            .All(output => input.Element == output.Element && input.Quantization == output.Quantization)));

    /// <summary>All inputs but the given ones are known at compile time.</summary>
    public static LegalityRule ConstantOperandsBut(Func<Node, IEnumerable<int>> data) => new(
        "all but the data must be constant: axes, sizes, paddings and the like",
        (node, graph) => Enumerable.Range(0, node.Inputs.Count).Except(data(node)).All(input => node.Inputs[input].IsNone || graph[node.Inputs[input]].IsConstant));

    /// <summary>The values of constant operands make sense for these shapes.</summary>
    public static LegalityRule OperandsFit(Func<Node, Graph, bool> holds) => new("the constant operands must fit the shapes of inputs and outputs", holds);

    /// <summary>int8 with one scale; without any, an int8 has no meaning here.</summary>
    public static bool IsInt8(TensorType type) => type is { Element: ElementType.Int8, Quantization.IsPerChannel: false };

    public static bool IsFloat(TensorType type) => type.Element == ElementType.Float32;
}
