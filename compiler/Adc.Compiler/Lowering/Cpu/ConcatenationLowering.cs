using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each input.</summary>
internal sealed class ConcatenationLowering() : MovingLowering(data: null)
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        int axis = ((Concatenation)node.Operator).Axis, before = 0;
        int[] target = StridedMove.StridesOf(graph.TypeOf(node.Output).Shape);
        List<MovedPart> parts = [];
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            Shape part = graph.TypeOf(node.Inputs[input]).Shape;
            parts.Add(new("append", input, StridedMove.Of(part.Extents, StridedMove.StridesOf(part), target, targetOffset: before * target[axis])));
            before += part[axis];
        }

        return new Moves(parts.ToSequence());
    }
}
