using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each input.</summary>
internal sealed class PackLowering() : MovingLowering(data: null)
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        int axis = ((Pack)node.Operator).Axis;
        Shape part = graph.TypeOf(node.Inputs[0]).Shape;
        int[] packed = StridedMove.StridesOf(graph.TypeOf(node.Output).Shape), source = StridedMove.StridesOf(part);
        int[] target = [.. packed[..axis], .. packed[(axis + 1)..]];
        return new Moves(node.Inputs
            .Select((_, place) => new MovedPart("stack", place, StridedMove.Of(part.Extents, source, target, targetOffset: place * packed[axis])))
            .ToSequence());
    }
}
