using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>Makes a MEAN of an average pool over whole images, where averages span much less than what they are taken of.</summary>
/// <remarks>The format wants a pool to keep the scale of its input, which would round small averages coarsely; a MEAN has a scale of its own.</remarks>
internal static class AveragesToMeans
{
    /// <summary>From a bit of resolution upwards.</summary>
    private const double LeastGain = 2;

    /// <param name="seen">The range of a tensor on the calibration rows.</param>
    public static Graph Run(Graph graph, Func<TensorId, ValueRange> seen)
    {
        foreach (Node node in graph.Nodes.Where(node => IsOfWholeImages(node, graph) && seen(node.Inputs[0]).Width > LeastGain * seen(node.Output).Width).ToList())
        {
            var axes = new Tensor(graph.NextId(), $"{graph[node.Output].Name}/axes", new TensorType(ElementType.Int32, Shape.Of(2)), -1, ConstantData.Of<int>([1, 2]));
            graph = graph.With(axes).Replace(node, node with { Operator = new Reduce(Reduction.Mean, KeepDimensions: true), Inputs = [node.Inputs[0], axes.Id] });
        }

        return graph;
    }

    // One position of the window that covers every element.
    private static bool IsOfWholeImages(Node node, Graph graph)
    {
        if (node.Operator is not Pool2D { Pooling: Pooling.Average, Activation: Activation.None } pool)
        {
            return false;
        }

        Shape images = graph.TypeOf(node.Inputs[0]).Shape;
        return new[] { pool.Vertical(images), pool.Horizontal(images) }.All(axis => axis.Output == 1 && axis.Taps(0) is var (first, end) && end - first == axis.Input);
    }
}
