using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A convolution as plain integers.</summary>
/// <param name="Input">[batch, height, width, channels]</param>
/// <param name="Kernel">[output channels, height, width, depth]: the shape of the weights.</param>
/// <param name="Output">[batch, height, width, channels]</param>
/// <param name="Bias">One per output channel.</param>
/// <param name="Multipliers">One, or one per output channel.</param>
/// <param name="Low">Lowest output after the activation.</param>
/// <param name="High">Highest output after the activation.</param>
internal sealed record Conv2DNumbers(
    Shape Input, Shape Kernel, Shape Output, WindowAxis Vertical, WindowAxis Horizontal, sbyte[] Weights, long[] Bias,
    QuantizedMultiplier[] Multipliers, int InputZeroPoint, int OutputZeroPoint, int Low, int High)
{
    public int Channels => Kernel[0];

    /// <summary>Products in one sum.</summary>
    public int RowSize => Kernel[1] * Kernel[2] * Kernel[3];

    /// <summary>Output channels that read the same input channels.</summary>
    public int GroupOutputs => Channels / (Input[3] / Kernel[3]);

    public ReadOnlySpan<sbyte> Row(int channel) => Weights.AsSpan(channel * RowSize, RowSize);

    public QuantizedMultiplier MultiplierOf(int channel) => Multipliers[Multipliers.Length > 1 ? channel : 0];

    public static Conv2DNumbers Of(Node node, Graph graph)
    {
        var @operator = (Conv2D)node.Operator;
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        Shape kernel = weights.Type.Shape;
        (int low, int high) = QuantizedClamp.Of(@operator.Activation, output);
        return new(
            input.Shape, kernel, output.Shape,
            @operator.Window.Vertical(input.Shape[1], kernel[1]), @operator.Window.Horizontal(input.Shape[2], kernel[2]),
            weights.Data!.ToArray<sbyte>(), ConvolutionRules.Bias(node.Input(2), kernel[0], graph),
            [.. ConvolutionRules.RealMultipliers(input, weights.Type, output).Select(QuantizedMultiplier.From)],
            input.Quantization!.ZeroPoint, output.Quantization!.ZeroPoint, low, high);
    }

    /// <summary>bias − zero point of the input * sum of the channel's weights: what a sum of plain products starts from.</summary>
    public long FoldedBias(int channel)
    {
        long sum = 0;
        foreach (sbyte weight in Row(channel))
        {
            sum += weight;
        }

        return Bias[channel] - (InputZeroPoint * sum);
    }

    /// <summary>The least and the greatest sum of a channel over all int8 inputs; padding holds the zero point, which is one of them.</summary>
    public (long Lowest, long Highest) Reach(int channel)
    {
        long bias = FoldedBias(channel), lowest = bias, highest = bias;
        foreach (sbyte weight in Row(channel))
        {
            lowest += weight * (weight > 0 ? sbyte.MinValue : (long)sbyte.MaxValue);
            highest += weight * (weight > 0 ? sbyte.MaxValue : (long)sbyte.MinValue);
        }

        return (lowest, highest);
    }

    /// <summary>No sum of any int8 inputs exceeds this magnitude.</summary>
    public long LargestSum()
    {
        long largest = 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            long reach = 0;
            foreach (sbyte weight in Row(channel))
            {
                reach += Math.Abs((int)weight) * 128L;
            }

            largest = Math.Max(largest, Math.Abs(FoldedBias(channel)) + reach);
        }

        return largest;
    }
}
