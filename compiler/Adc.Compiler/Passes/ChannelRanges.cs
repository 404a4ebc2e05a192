using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>What each channel of each int8 tensor can be, whatever the model's inputs are: interval arithmetic from node to node.</summary>
/// <remarks>
/// A channel is an index of the last axis. Sums of products are bounded exactly in 64 bits; the evaluator itself requantizes both
/// bounds, so that every rounding is followed (requantization never falls). A tap that may lie in the padding may add nothing.
/// </remarks>
internal sealed class ChannelRanges
{
    private readonly Graph graph;
    private readonly IEvaluator evaluator;
    private readonly Dictionary<TensorId, ChannelRange[]> known = [];

    private ChannelRanges(Graph graph, IEvaluator evaluator) => (this.graph, this.evaluator) = (graph, evaluator);

    public static ChannelRanges Of(Graph graph, IEvaluator evaluator)
    {
        var ranges = new ChannelRanges(graph, evaluator);
        foreach (Node node in graph.Nodes)
        {
            if (ranges.After(node) is ChannelRange[] result)
            {
                ranges.known[node.Output] = result;
            }
        }

        return ranges;
    }

    /// <summary>One range for each channel of a tensor of int8.</summary>
    public IReadOnlyList<ChannelRange> this[TensorId id] =>
        known.GetValueOrDefault(id) ?? [.. Enumerable.Repeat(ChannelRange.Any, graph.TypeOf(id).Shape.Extents[^1])];

    /// <summary>True for a node that computes each channel of its output from the same channel of its input alone.</summary>
    public static bool IsChannelwise(Node node, Graph graph)
    {
        Shape input = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        bool keepsChannels = input.Rank > 0 && output.Rank > 0 && input.Extents[^1] == output.Extents[^1];
        return keepsChannels && node.Operator is DepthwiseConv2D or Pool2D or Relu or Reshape;
    }

    /// <summary>Null when nothing is known.</summary>
    private ChannelRange[]? After(Node node)
    {
        if (node.Inputs.Count == 0 || node.Input(0).IsNone || !IsInt8(graph.TypeOf(node.Input(0))) || !IsInt8(graph.TypeOf(node.Output)))
        {
            return null;
        }

        if (ChannelSums.Of(node, graph) is ChannelSums sums)
        {
            return Requantized(sums, sums.Ranges(this[node.Inputs[0]]));
        }

        return !IsChannelwise(node, graph) ? null : node.Operator switch
        {
            Pool2D pool => Mapped(node, pool with { Window = new Window(Padding.Valid), KernelHeight = 1, KernelWidth = 1 }),
            Relu relu => Mapped(node, relu),
            Reshape => [.. this[node.Inputs[0]]],
            _ => null,
        };
    }

    private ChannelRange[]? Requantized(ChannelSums layer, ChannelRange[] sums)
    {
        // A sum that may leave 32 bits, before or within its requantization, wraps and says nothing.
        bool[] wraps = [.. sums.Select((sum, output) => Math.Max(Math.Abs(sum.Low), Math.Abs(sum.High)) > layer.GreatestSum(output))];
        long[] Bounds(Func<ChannelRange, long> bound) => [.. sums.Zip(wraps, (sum, wrap) => wrap ? 0 : bound(sum))];
        sbyte[]? low = Requantized(layer, Bounds(sum => sum.Low)), high = Requantized(layer, Bounds(sum => sum.High));
        return low is null || high is null ? null
            : [.. Enumerable.Range(0, sums.Length).Select(channel => wraps[channel] ? ChannelRange.Any : new ChannelRange(low[channel], high[channel]))];
    }

    private sbyte[]? Requantized(ChannelSums layer, long[] sums)
    {
        (Operator @operator, TensorValue[] inputs, TensorType output) = layer.Requantization(sums, graph);
        return evaluator.Evaluate(@operator, inputs, [output])?[0].ToArray<sbyte>();
    }

    /// <summary>Both bounds through an operator that never falls, applied to one element of each channel.</summary>
    private ChannelRange[]? Mapped(Node node, Operator @operator)
    {
        IReadOnlyList<ChannelRange> ranges = this[node.Inputs[0]];
        Shape shape = Shape.Of(1, 1, 1, ranges.Count);
        TensorType input = graph.TypeOf(node.Inputs[0]) with { Shape = shape }, output = graph.TypeOf(node.Output) with { Shape = shape };
        sbyte[]? Of(Func<ChannelRange, long> bound) => evaluator.Evaluate(
            @operator, [new TensorValue(input, ConstantData.Of<sbyte>([.. ranges.Select(range => (sbyte)bound(range))]))], [output])?[0].ToArray<sbyte>();
        return Of(range => range.Low) is sbyte[] low && Of(range => range.High) is sbyte[] high
            ? [.. low.Zip(high, (l, h) => new ChannelRange(l, h))]
            : null;
    }

    private static bool IsInt8(TensorType type) => type is { Element: ElementType.Int8, Quantization.IsPerChannel: false, Shape.Rank: > 0 };
}
