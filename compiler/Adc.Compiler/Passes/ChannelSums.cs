using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>A layer of int8 that sums products of channels with constant weights: FULLY_CONNECTED, CONV_2D or DEPTHWISE_CONV_2D.</summary>
internal sealed class ChannelSums
{
    private readonly Node node;
    private readonly sbyte[] weights;
    private readonly int[] bias;
    private readonly int inputs, taps, zeroPoint;
    private readonly (float Input, Sequence<float> Weights, float Output) scales;

    private ChannelSums(Node node, Graph graph, int outputs, int inputs, int taps, bool isPadded, bool mixes)
    {
        this.node = node;
        (this.inputs, this.taps, Outputs, IsPadded, Mixes) = (inputs, taps, outputs, isPadded, mixes);
        weights = graph[node.Inputs[1]].Data!.ToArray<sbyte>();
        bias = node.Input(2).IsNone ? new int[outputs] : graph[node.Input(2)].Data!.ToArray<int>();
        zeroPoint = graph.TypeOf(node.Inputs[0]).Quantization!.ZeroPoint;
        scales = (
            graph.TypeOf(node.Inputs[0]).Quantization!.Scale, graph.TypeOf(node.Inputs[1]).Quantization!.Scales, graph.TypeOf(node.Output).Quantization!.Scale);
    }

    public int Outputs { get; }

    /// <summary>Some position of the window reads padding, which is the zero point and so adds nothing.</summary>
    public bool IsPadded { get; }

    /// <summary>Every output reads every input channel; else each reads one.</summary>
    public bool Mixes { get; }

    /// <summary>Null when the node is no such layer, or not with constant int8 weights of zero point 0.</summary>
    public static ChannelSums? Of(Node node, Graph graph)
    {
        if (node.Operator is not (FullyConnected or Conv2D or DepthwiseConv2D) || !IsPlain(node, graph))
        {
            return null;
        }

        Shape weights = graph.TypeOf(node.Inputs[1]).Shape;
        int inputs = graph.TypeOf(node.Inputs[0]).Shape.Extents[^1];
        return node.Operator switch
        {
            FullyConnected => weights[1] == inputs ? new(node, graph, weights[0], inputs, taps: 1, isPadded: false, mixes: true) : null,
            Conv2D conv => weights[3] == inputs ? new(node, graph, weights[0], inputs, weights[1] * weights[2], Pads(conv.Window, node, graph), mixes: true) : null,
            DepthwiseConv2D depthwise => new(node, graph, weights[3], inputs, weights[1] * weights[2], Pads(depthwise.Window, node, graph), mixes: false),
            _ => null,
        };
    }

    /// <summary>The sum of each output channel, bias included, over all inputs within the ranges.</summary>
    public ChannelRange[] Ranges(IReadOnlyList<ChannelRange> input)
    {
        ChannelRange[] centred = [.. input.Select(range => range.Plus(-zeroPoint))];
        var sums = new ChannelRange[Outputs];
        for (int output = 0; output < Outputs; output++)
        {
            var sum = new ChannelRange(bias[output], bias[output]);
            for (int tap = 0; tap < taps; tap++)
            {
                for (int channel = Mixes ? 0 : Source(output); channel < (Mixes ? inputs : Source(output) + 1); channel++)
                {
                    ChannelRange product = centred[channel] * Weight(output, tap, channel);
                    sum += IsPadded ? product.OrZero() : product;
                }
            }

            sums[output] = sum;
        }

        return sums;
    }

    /// <summary>The greatest magnitude of an output's sum that requantization cannot wrap: factors of one and more shift it to the left.</summary>
    public long GreatestSum(int output)
    {
        double factor = (double)scales.Input * scales.Weights[scales.Weights.Count == 1 ? 0 : output] / scales.Output;
        return (long)(int.MaxValue / Math.Max(1, 2 * factor));
    }

    /// <summary>What an input channel adds to an output's sum when it always is the same; null when that depends on the position.</summary>
    public long? Contribution(int output, int channel, long value)
    {
        if (IsPadded && value != zeroPoint)
        {
            return null;
        }

        long sum = 0;
        for (int tap = 0; tap < taps; tap++)
        {
            sum += Weight(output, tap, channel) * (value - zeroPoint);
        }

        return sum;
    }

    /// <summary>The bias with addends; null when one leaves 32 bits.</summary>
    public int[]? Bias(IReadOnlyList<long> addends)
    {
        long[] sums = [.. bias.Zip(addends, (value, addend) => value + addend)];
        return sums.All(sum => sum is >= int.MinValue and <= int.MaxValue) ? Array.ConvertAll(sums, sum => (int)sum) : null;
    }

    /// <summary>The same layer reduced to its requantization: each output is the requantized sum that stands in its bias.</summary>
    /// <returns>Operator, inputs and type of the output, ready for the evaluator.</returns>
    public (Operator Operator, TensorValue[] Inputs, TensorType Output) Requantization(IEnumerable<long> sums, Graph graph)
    {
        TensorType input = graph.TypeOf(node.Inputs[0]), kernel = graph.TypeOf(node.Inputs[1]), output = graph.TypeOf(node.Output);
        int[] values = [.. sums.Select(sum => (int)sum)];
        (Operator reduced, Shape from, Shape by, Shape to) = node.Operator switch
        {
            FullyConnected dense => (dense with { KeepDimensions = false }, Shape.Of(1, 1), Shape.Of(Outputs, 1), Shape.Of(1, Outputs)),
            Conv2D conv => ((Operator)(conv with { Window = new Window(Padding.Valid) }), Shape.Of(1, 1, 1, 1), Shape.Of(Outputs, 1, 1, 1), Shape.Of(1, 1, 1, Outputs)),
            DepthwiseConv2D depthwise => (depthwise with { Window = new Window(Padding.Valid) }, Shape.Of(1, 1, 1, inputs), Shape.Of(1, 1, 1, Outputs), Shape.Of(1, 1, 1, Outputs)),
            _ => throw new InvalidOperationException("no layer of sums"),
        };
        return (
            reduced,
            [
                new(input with { Shape = from }, ConstantData.Of<sbyte>(new sbyte[from.ElementCount])),
                new(kernel with { Shape = by }, ConstantData.Of<sbyte>(new sbyte[by.ElementCount])),
                new(new TensorType(ElementType.Int32, Shape.Of(Outputs)), ConstantData.Of<int>(values)),
            ],
            output with { Shape = to });
    }

    /// <summary>The input channel that an output of a layer that does not mix reads.</summary>
    private int Source(int output) => output / (Outputs / inputs);

    private long Weight(int output, int tap, int channel) =>
        Mixes ? weights[(((output * taps) + tap) * inputs) + channel] : weights[(tap * Outputs) + output];

    private static bool IsPlain(Node node, Graph graph)
    {
        Tensor weights = graph[node.Inputs[1]];
        return graph.TypeOf(node.Inputs[0]) is { Element: ElementType.Int8, Quantization.IsPerChannel: false, Shape.Rank: > 0 }
            && graph.TypeOf(node.Output) is { Element: ElementType.Int8, Quantization.IsPerChannel: false }
            && weights is { IsConstant: true, Type: { Element: ElementType.Int8, Quantization: not null } }
            && weights.Type.Quantization.ZeroPoints.All(zero => zero == 0)
            && (node.Input(2).IsNone || graph[node.Input(2)] is { IsConstant: true, Type.Element: ElementType.Int32 });
    }

    private static bool Pads(Window window, Node node, Graph graph)
    {
        Shape input = graph.TypeOf(node.Inputs[0]).Shape, weights = graph.TypeOf(node.Inputs[1]).Shape;
        WindowAxis y = window.Vertical(input[1], weights[1]), x = window.Horizontal(input[2], weights[2]);
        return y.Before > 0 || y.After > 0 || x.Before > 0 || x.After > 0;
    }
}
