using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each place within a block, on top of zeros where there is padding.</summary>
internal sealed class SpaceToBatchNdLowering : MovingLowering
{
    protected override IReadOnlyList<LegalityRule> ExtraRules => [BlockMoves.FewPlaces];

    protected override Moves? MovesOf(Node node, Graph graph)
    {
        TensorType output = graph.TypeOf(node.Output);
        return BlockMoves.Of(node, graph, graph.TypeOf(node.Inputs[0]).Shape, output.Shape, intoBatches: true) is var (parts, isComplete)
            ? new Moves(parts, isComplete ? null : ConstantOperands.ZeroOf(output))
            : null;
    }
}
