using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each place within a block.</summary>
internal sealed class BatchToSpaceNdLowering : MovingLowering
{
    protected override IReadOnlyList<LegalityRule> ExtraRules => [BlockMoves.FewPlaces];

    protected override Moves? MovesOf(Node node, Graph graph) =>
        BlockMoves.Of(node, graph, graph.TypeOf(node.Output).Shape, graph.TypeOf(node.Inputs[0]).Shape, intoBatches: false) is var (parts, _)
            ? new Moves(parts)
            : null;
}
