using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move.</summary>
internal sealed class DepthToSpaceLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph) => DepthMoves.Of(
        graph.TypeOf(node.Output).Shape, graph.TypeOf(node.Inputs[0]).Shape, ((DepthToSpace)node.Operator).BlockSize, intoDepth: false);
}
