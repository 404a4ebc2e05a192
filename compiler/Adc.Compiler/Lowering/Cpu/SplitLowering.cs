using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One move for each output that somebody reads.</summary>
/// <param name="data">The input that is cut.</param>
/// <param name="axis">The input that names the axis.</param>
internal sealed class SplitLowering(int data, int axis) : MovingLowering(data)
{
    private readonly int data = data;

    protected override Moves? MovesOf(Node node, Graph graph)
    {
        Shape shape = graph.TypeOf(node.Inputs[data]).Shape;
        Shape[] outputs = [.. node.Outputs.Select(output => graph.TypeOf(output).Shape)];
        if (ConstantOperands.Axis(node, graph, axis, shape.Rank) is not int along
            || outputs.Sum(part => (long)part[along]) != shape[along]
            || outputs.Any(part => Enumerable.Range(0, shape.Rank).Any(i => i != along && part[i] != shape[i])))
        {
            return null;
        }

        int[] source = StridedMove.StridesOf(shape);
        List<MovedPart> parts = [];
        int before = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            StridedMove move = StridedMove.Of(outputs[i].Extents, source, StridedMove.StridesOf(outputs[i]), sourceOffset: before * source[along]);
            parts.Add(new("cut", data, move, i));
            before += outputs[i][along];
        }

        return SizesFit(node, graph, outputs, along) ? new Moves(parts.ToSequence()) : null;
    }

    // SPLIT_V has its sizes as input 1, one of which may be -1 for the rest.
    private bool SizesFit(Node node, Graph graph, Shape[] outputs, int along) => data != 0
        || (ConstantOperands.Numbers(node, graph, 1, outputs.Length) is int[] sizes
            && sizes.Zip(outputs).All(pair => pair.First == -1 || pair.First == pair.Second[along]) && sizes.Count(size => size == -1) <= 1);
}
