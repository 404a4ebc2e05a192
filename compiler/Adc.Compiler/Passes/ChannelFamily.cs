using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>A tensor, those that carry its channels on, and the layers that at last mix them.</summary>
/// <param name="Members">The first is computed by a layer that mixes other channels.</param>
/// <param name="Carriers">Nodes from member to member.</param>
/// <param name="Readers">Layers that mix the channels of a member.</param>
internal sealed record ChannelFamily(int Channels, Sequence<TensorId> Members, Sequence<Node> Carriers, Sequence<Node> Readers)
{
    /// <summary>Null when something reads the channels that cannot do with fewer, or nothing at all: dead layers go as a whole.</summary>
    public static ChannelFamily? Of(TensorId root, Graph graph)
    {
        List<TensorId> members = [root];
        List<Node> carriers = [], readers = [];
        for (int index = 0; index < members.Count; index++)
        {
            if (graph.Outputs.Contains(members[index]))
            {
                return null;
            }

            foreach (Node reader in graph.ReadersOf(members[index]))
            {
                if (ChannelSums.Of(reader, graph) is { Mixes: true } && reader.Inputs[0] == members[index])
                {
                    readers.Add(reader);
                }
                else if (IsCarrier(reader, graph))
                {
                    carriers.Add(reader);
                    members.Add(reader.Output);
                }
                else
                {
                    return null;
                }
            }
        }

        return readers.Count == 0 ? null : new(graph.TypeOf(root).Shape.Extents[^1], members.ToSequence(), carriers.ToSequence(), readers.ToSequence());
    }

    /// <summary>True when no reader misses the channel: each sees a constant there that its bias can take over.</summary>
    public bool CanLose(int channel, ChannelRanges ranges, Graph graph) => Readers.All(reader =>
        ranges[reader.Inputs[0]][channel] is { IsConstant: true } range
        && ChannelSums.Of(reader, graph)!.Contribution(0, channel, range.Low) is not null);

    /// <summary>The graph with only some of the channels; null when a bias would leave 32 bits.</summary>
    public Graph? Without(bool[] kept, ChannelRanges ranges, Graph graph)
    {
        Graph result = graph;
        foreach (Node reader in Readers)
        {
            ChannelSums layer = ChannelSums.Of(reader, graph)!;
            IReadOnlyList<ChannelRange> values = ranges[reader.Inputs[0]];
            long[] shares = [.. Enumerable.Range(0, layer.Outputs).Select(output => Enumerable.Range(0, Channels)
                .Where(channel => !kept[channel]).Sum(channel => layer.Contribution(output, channel, values[channel].Low)!.Value))];
            if (layer.Bias(shares) is not int[] bias)
            {
                return null;
            }

            int lastAxis = result.TypeOf(reader.Inputs[1]).Shape.Rank - 1;
            result = WithConstants(result, reader, Sliced(result[reader.Inputs[1]], lastAxis, kept), BiasOf(result, reader, bias));
        }

        foreach (Node carrier in Carriers.Where(carrier => carrier.Operator is DepthwiseConv2D))
        {
            Tensor? bias = carrier.Input(2).IsNone ? null : Sliced(result[carrier.Input(2)], 0, kept);
            result = WithConstants(result, carrier, Sliced(result[carrier.Inputs[1]], 3, kept), bias);
        }

        Node producer = result.WriterOf(Members[0])!;
        Tensor? sums = producer.Input(2).IsNone ? null : Sliced(result[producer.Input(2)], 0, kept);
        result = WithConstants(result, producer, Sliced(result[producer.Inputs[1]], 0, kept), sums);
        int left = kept.Count(keep => keep);
        return Members.Aggregate(result, (current, member) =>
            current.With(current[member] with { Type = current.TypeOf(member) with { Shape = current.TypeOf(member).Shape.WithLast(left) } }));
    }

    private static bool IsCarrier(Node node, Graph graph) =>
        ChannelRanges.IsChannelwise(node, graph) && node.Outputs.Count == 1
        && graph.TypeOf(node.Output).Element == ElementType.Int8
        && (node.Operator is not DepthwiseConv2D || ChannelSums.Of(node, graph) is not null)
        && (node.Operator is not Reshape || node.Inputs.Count == 1);

    private static Tensor BiasOf(Graph graph, Node reader, int[] bias)
    {
        TensorType type = reader.Input(2).IsNone
            ? new TensorType(ElementType.Int32, Shape.Of(bias.Length))
            : graph.TypeOf(reader.Input(2));
        return new Tensor(TensorId.None, $"{graph[reader.Output].Name}/bias", type, Data: ConstantData.Of<int>(bias));
    }

    /// <summary>The graph in which a layer reads new constants; the old ones may have other readers.</summary>
    private static Graph WithConstants(Graph graph, Node layer, Tensor weights, Tensor? bias)
    {
        Node node = graph.WriterOf(layer.Output)!;
        TensorId by = graph.NextId();
        graph = graph.With(weights with { Id = by, SourceIndex = -1 });
        TensorId plus = bias is null ? TensorId.None : graph.NextId();
        graph = bias is null ? graph : graph.With(bias with { Id = plus, SourceIndex = -1 });
        TensorId[] inputs = bias is null && node.Inputs.Count == 2 ? [node.Inputs[0], by] : [node.Inputs[0], by, plus];
        return graph.Replace(node, node with { Inputs = inputs.ToSequence() });
    }

    /// <summary>A constant with some of its slices along an axis, scales of that axis included.</summary>
    private static Tensor Sliced(Tensor tensor, int axis, bool[] kept)
    {
        Shape shape = tensor.Type.Shape;
        int left = kept.Count(keep => keep), inner = tensor.Type.Element.SizeInBytes(), outer = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            inner *= i > axis ? shape[i] : 1;
            outer *= i < axis ? shape[i] : 1;
        }

        ReadOnlySpan<byte> from = tensor.Data!.Bytes.Span;
        var bytes = new List<byte>(outer * left * inner);
        for (int row = 0; row < outer; row++)
        {
            for (int slice = 0; slice < shape[axis]; slice++)
            {
                if (kept[slice])
                {
                    bytes.AddRange(from.Slice(((row * shape[axis]) + slice) * inner, inner));
                }
            }
        }

        Quantization? quantization = tensor.Type.Quantization;
        if (quantization is { IsPerChannel: true } && quantization.Axis == axis)
        {
            quantization = quantization with
            {
                Scales = quantization.Scales.Where((_, slice) => kept[slice]).ToSequence(),
                ZeroPoints = quantization.ZeroPoints.Where((_, slice) => kept[slice]).ToSequence(),
            };
        }

        Shape smaller = new(shape.Extents.Select((extent, i) => i == axis ? left : extent).ToSequence());
        return tensor with { Type = tensor.Type with { Shape = smaller, Quantization = quantization }, Data = new ConstantData(bytes.ToArray()) };
    }
}
