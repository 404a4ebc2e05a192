using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Legality rules that several operators share.</summary>
internal static class Rules
{
    public static LegalityRule Int8ToInt8 { get; } = new TypeRule(
        "input and output must be int8 with per-tensor quantization",
        (node, graph) => IsInt8(graph.TypeOf(node.Inputs[0])) && IsInt8(graph.TypeOf(node.Output)));

    public static LegalityRule FloatOnly { get; } = new TypeRule(
        "input and output must be float32", (node, graph) => IsFloat(graph.TypeOf(node.Inputs[0])) && IsFloat(graph.TypeOf(node.Output)));

    public static LegalityRule FloatOrInt8 { get; } = new TypeRule(
        "input and output must both be float32, or both int8 with per-tensor quantization",
        (node, graph) => FloatOnly.Holds(node, graph) || Int8ToInt8.Holds(node, graph));

    public static LegalityRule FloatOrInt8OrInt16 { get; } = new TypeRule(
        "input and output must both be float32, or both int8 or both int16 with per-tensor quantization",
        (node, graph) => FloatOrInt8.Holds(node, graph) || (IsInt16(graph.TypeOf(node.Inputs[0])) && IsInt16(graph.TypeOf(node.Output))));

    public static LegalityRule InputIsNotConstant { get; } = new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant);

    /// <summary>The 16 bits of the int8 HARD_SWISH would overflow.</summary>
    public static LegalityRule HardSwishScales { get; } = new(
        "with int8, input scale must be below 128 output scales",
        (node, graph) => graph.TypeOf(node.Inputs[0]).Quantization is not { } input || graph.TypeOf(node.Output).Quantization is not { } output
            || input.Scale / 128 / output.Scale < 1);

    /// <summary>A sum of exponentials has twelve integer bits.</summary>
    public static LegalityRule SoftmaxColumns { get; } = new(
        "the last axis must have 1 to 4095 elements",
        (node, graph) => graph.TypeOf(node.Output).Shape is { Rank: > 0 } shape && shape[shape.Rank - 1] is >= 1 and <= 4095);

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

    public static bool IsInt16(TensorType type) => type is { Element: ElementType.Int16, Quantization.IsPerChannel: false };

    public static bool IsFloat(TensorType type) => type.Element == ElementType.Float32;
}
