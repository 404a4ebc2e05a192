using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>The weights of a sum of products, seen by the channels of its output or of its input.</summary>
/// <param name="ChannelOf">The channel of a weight, by its position.</param>
/// <param name="BiasInput">Position of the bias that counts the same channels, or null.</param>
internal sealed record ChannelWeights(Node Node, int WeightInput, int Channels, Func<int, int> ChannelOf, int? BiasInput)
{
    /// <summary>By output channels.</summary>
    public static ChannelWeights? OfOutputs(Node node, Graph graph)
    {
        if (Int8Forms.Of(node, graph).Weights is not { } at)
        {
            return null;
        }

        Shape shape = graph.TypeOf(node.Inputs[at.Weights]).Shape;
        int channels = shape[at.ChannelAxis], inner = shape.Extents.Skip(at.ChannelAxis + 1).Aggregate(1, (product, extent) => product * extent);
        return new ChannelWeights(node, at.Weights, channels, weight => weight / inner % channels, node.Input(at.Bias).IsNone ? null : at.Bias);
    }

    /// <summary>By input channels; null for grouped convolutions and for dense layers that read several channels as one row.</summary>
    public static ChannelWeights? OfInputs(Node node, Graph graph)
    {
        if (Int8Forms.Of(node, graph) is not { Weights: { } at, Operands: var operands })
        {
            return null;
        }

        Shape shape = graph.TypeOf(node.Inputs[at.Weights]).Shape, input = graph.TypeOf(node.Inputs[operands[0]]).Shape;
        int channels = input.Extents[^1];
        return node.Operator is DepthwiseConv2D
            ? new ChannelWeights(node, at.Weights, channels, weight => weight % shape[3] / (shape[3] / channels), null)
            : shape.Extents[^1] == channels ? new ChannelWeights(node, at.Weights, channels, weight => weight % channels, null) : null;
    }

    /// <summary>The greatest magnitude of each channel's weights.</summary>
    public double[] Magnitudes(Graph graph)
    {
        float[] weights = Values(graph, WeightInput);
        var greatest = new double[Channels];
        for (int i = 0; i < weights.Length; i++)
        {
            int channel = ChannelOf(i);
            greatest[channel] = Math.Max(greatest[channel], Math.Abs((double)weights[i]));
        }

        return greatest;
    }

    /// <summary>The graph with each channel's weights, and biases, multiplied by its factor.</summary>
    /// <param name="of">From a factor to the one that is applied.</param>
    public Graph Scaled(Graph graph, Func<double, double> of, IReadOnlyList<double> factors)
    {
        float[] weights = [.. Values(graph, WeightInput).Select((weight, i) => (float)(weight * of(factors[ChannelOf(i)])))];
        graph = Replaced(graph, WeightInput, weights);
        return BiasInput is int bias ? Replaced(graph, bias, [.. Values(graph, bias).Select((value, channel) => (float)(value * of(factors[channel])))]) : graph;
    }

    private Node Current(Graph graph) => graph.WriterOf(Node.Outputs[0])!;

    private float[] Values(Graph graph, int input) => graph[Current(graph).Inputs[input]].Data!.ToArray<float>();

    /// <summary>A constant that others read too stays as it is for them.</summary>
    private Graph Replaced(Graph graph, int input, float[] values)
    {
        Node node = Current(graph);
        Tensor old = graph[node.Inputs[input]];
        Tensor replaced = old with { Data = ConstantData.Of<float>(values) };
        if (graph.Nodes.Sum(other => other.Inputs.Count(id => id == old.Id)) == 1)
        {
            return graph.With(replaced);
        }

        replaced = replaced with { Id = graph.NextId(), SourceIndex = -1 };
        return graph.With(replaced).Replace(node, node with { Inputs = node.Inputs.Select((id, i) => i == input ? replaced.Id : id).ToSequence() });
    }
}
