using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>What the two resizing operators require of their operands.</summary>
internal static class ResizedImages
{
    /// <summary>The size that is asked for is the output's, and there are pixels to take.</summary>
    public static bool SizeFits(Node node, Graph graph)
    {
        Shape from = graph.TypeOf(node.Inputs[0]).Shape, to = graph.TypeOf(node.Output).Shape;
        return from.Extents.All(extent => extent > 0) && ConstantOperands.Numbers(node, graph, 1, 2) is [int height, int width] && height == to[1] && width == to[2];
    }
}
