using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>Makes one depthwise convolution of a MUL by a factor for each channel and the ADD behind it, as batch normalization has them.</summary>
/// <remarks>
/// Its weights have a scale for each channel and its bias 32 bits, where int8 constants of MUL and ADD would lose channels with small
/// factors; and the result is rounded once, not twice. Tensors that are no images are reshaped on both sides.
/// </remarks>
internal static class JoinFactorsAndAddends
{
    public static Graph Run(Graph graph)
    {
        foreach (TensorId output in graph.Nodes.Where(node => node.Operator is Mul).Select(node => node.Outputs[0]).ToList())
        {
            if (graph.WriterOf(output) is { Operator: Mul factorsOperator } factors && ChannelOperand.Of(factors, graph) is ChannelOperand product)
            {
                ChannelOperand? sum = null;
                Node? addends = factorsOperator.Activation == Activation.None && !graph.Outlives(output) && graph.ReadersOf(output).Take(2).ToArray() is [Node reader]
                    && (sum = ChannelOperand.Of(reader, graph)) is { Operator: Add or Sub }
                        ? reader
                        : null;
                if (addends is not null || product.Values.Length > 1)
                {
                    graph = Join(graph, factors, product, addends, addends is null ? null : sum);
                }
            }
        }

        return graph;
    }

    private static Graph Join(Graph graph, Node factors, ChannelOperand product, Node? addends, ChannelOperand? sum)
    {
        Node last = addends ?? factors;
        Tensor output = graph[last.Output];
        int channels = output.Type.Shape.Extents[^1];
        bool isImage = output.Type.Shape.Rank == 4;
        Shape images = isImage ? output.Type.Shape : Shape.Of(1, 1, output.Type.Shape.ElementCount / channels, channels);

        TensorId Add(string name, Shape shape, double[]? values = null)
        {
            var tensor = new Tensor(
                graph.NextId(), name, new TensorType(ElementType.Float32, shape), -1, values is null ? null : ConstantData.Of<float>(Array.ConvertAll(values, value => (float)value)));
            graph = graph.With(tensor);
            return tensor.Id;
        }

        Node Step(Operator @operator, TensorId to, params TensorId[] from) => new(@operator, from.ToSequence(), [to], last.Origin);

        TensorId weights = Add($"{output.Name}/factors", Shape.Of(1, 1, 1, channels), product.Factors(channels));
        TensorId bias = Add($"{output.Name}/addends", Shape.Of(channels), sum?.Addends(channels) ?? new double[channels]);
        var scaled = new DepthwiseConv2D(new Window(Padding.Valid), ((IActivated)last.Operator).Activation);
        Node[] steps;
        if (isImage)
        {
            steps = [Step(scaled, last.Output, product.Data, weights, bias)];
        }
        else
        {
            TensorId before = Add($"{output.Name}/image", images), after = Add($"{output.Name}/scaled", images);
            steps = [Step(new Reshape(), before, product.Data), Step(scaled, after, before, weights, bias), Step(new Reshape(), last.Output, after)];
        }

        return (addends is null ? graph : graph.Replace(factors)).Replace(last, steps);
    }
}
