using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move that reads the value over and over.</summary>
internal sealed class FillLowering() : MovingLowering(data: 1)
{
    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape output = graph.TypeOf(node.Output).Shape;
        return ConstantOperands.Numbers(node, graph, 0, output.Rank) is int[] asked && asked.SequenceEqual(output.Extents)
            ? Moves.Of(StridedMove.Of([output.ElementCount], [0], [1]), input: 1)
            : null;
    }
}
