using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each output that somebody reads.</summary>
internal sealed class UnpackLowering : MovingLowering
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        int axis = ((Unpack)node.Operator).Axis;
        Shape part = graph.TypeOf(node.Output).Shape;
        int[] packed = StridedMove.StridesOf(graph.TypeOf(node.Inputs[0]).Shape), target = StridedMove.StridesOf(part);
        int[] source = [.. packed[..axis], .. packed[(axis + 1)..]];
        return new Moves(node.Outputs
            .Select((_, place) => new MovedPart("take", 0, StridedMove.Of(part.Extents, source, target, sourceOffset: place * packed[axis]), place))
            .ToSequence());
    }
}
