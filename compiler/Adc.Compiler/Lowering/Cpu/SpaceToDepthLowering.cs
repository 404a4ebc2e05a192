using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move.</summary>
internal sealed class SpaceToDepthLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph) => DepthMoves.Of(
        graph.TypeOf(node.Inputs[0]).Shape, graph.TypeOf(node.Output).Shape, ((SpaceToDepth)node.Operator).BlockSize, intoDepth: true);
}
