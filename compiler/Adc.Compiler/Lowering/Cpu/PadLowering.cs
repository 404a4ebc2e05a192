using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The value everywhere, then the input in its place.</summary>
internal sealed class PadLowering : MovingLowering
{
    protected override IReadOnlyList<LegalityRule> ExtraRules { get; } =
    [
        new TypeRule("the value to pad with must have the output's element type and quantization", (node, graph) => ValueOf(node, graph) is not TensorType value
            || (value.Element == graph.TypeOf(node.Output).Element && value.Quantization == graph.TypeOf(node.Output).Quantization)),
    ];

    protected override Moves? MovesOf(Node node, Graph graph)
    {
        TensorType output = graph.TypeOf(node.Output);
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape;
        if (ConstantOperands.Numbers(node, graph, 1, 2 * shape.Rank) is not int[] paddings || !Paddings.Fit(shape, paddings, output.Shape))
        {
            return null;
        }

        int[] target = StridedMove.StridesOf(output.Shape);
        int corner = Enumerable.Range(0, shape.Rank).Sum(axis => paddings[2 * axis] * target[axis]);
        StridedMove move = StridedMove.Of(shape.Extents, StridedMove.StridesOf(shape), target, targetOffset: corner);
        ConstantData? filler = shape == output.Shape ? null
            : ValueOf(node, graph) is null ? ConstantOperands.ZeroOf(output) : graph[node.Inputs[2]].Data;
        return new Moves([new MovedPart("put inside", 0, move)], filler);
    }

    private static TensorType? ValueOf(Node node, Graph graph) => node.Input(2).IsNone ? null : graph.TypeOf(node.Input(2));
}
