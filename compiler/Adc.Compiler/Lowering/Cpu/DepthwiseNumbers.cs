using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A depthwise convolution of int8 as plain integers.</summary>
/// <param name="Input">[batch, height, width, channels]</param>
/// <param name="Output">[batch, height, width, outputs]</param>
/// <param name="Weights">[kernel height, kernel width, outputs]</param>
/// <param name="Bias">One per output channel, as are the multipliers.</param>
/// <param name="Low">Lowest output after the activation.</param>
/// <param name="High">Highest output after the activation.</param>
internal sealed record DepthwiseNumbers(
    Shape Input, Shape Output, WindowAxis Vertical, WindowAxis Horizontal, sbyte[] Weights, int[] Bias,
    QuantizedMultiplier[] Multipliers, int InputZeroPoint, int OutputZeroPoint, int Low, int High)
{
    public int Outputs => Output[3];

    public static DepthwiseNumbers Of(Node node, Graph graph)
    {
        var @operator = (DepthwiseConv2D)node.Operator;
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        int outputs = output.Shape[3];
        QuantizedMultiplier[] some = [.. ConvolutionRules.RealMultipliers(input, weights.Type, output).Select(QuantizedMultiplier.From)];
        (int low, int high) = QuantizedClamp.Of(@operator.Activation, output);
        return new(
            input.Shape, output.Shape, @operator.Vertical(input.Shape, weights.Type.Shape), @operator.Horizontal(input.Shape, weights.Type.Shape),
            weights.Data!.ToArray<sbyte>(), node.Input(2).IsNone ? new int[outputs] : graph[node.Input(2)].Data!.ToArray<int>(),
            some.Length == outputs ? some : [.. Enumerable.Repeat(some[0], outputs)],
            input.Quantization!.ZeroPoint, output.Quantization!.ZeroPoint, low, high);
    }

    /// <summary>With one input channel, a depthwise convolution is a convolution.</summary>
    public Conv2DNumbers AsConvolution()
    {
        int taps = Vertical.Kernel * Horizontal.Kernel;
        sbyte[] weights = [.. Enumerable.Range(0, taps * Outputs).Select(i => Weights[(i % taps * Outputs) + (i / taps)])];
        return new(
            Input, Shape.Of(Outputs, Vertical.Kernel, Horizontal.Kernel, 1), Output, Vertical, Horizontal, weights,
            Array.ConvertAll(Bias, value => (long)value), Multipliers, InputZeroPoint, OutputZeroPoint, Low, High);
    }

    public int Weight(int y, int x, int channel) => Weights[(((y * Horizontal.Kernel) + x) * Outputs) + channel];

    /// <summary>bias − zero point of the input * sum of the channel's weights: what a sum of plain products starts from.</summary>
    public long FoldedBias(int channel) => Bias[channel] - ((long)InputZeroPoint * WeightsOf(channel).Sum());

    /// <summary>The least and the greatest sum of a channel over all int8 inputs; padding holds the zero point, which is one of them.</summary>
    public (long Lowest, long Highest) Reach(int channel)
    {
        long lowest = FoldedBias(channel), highest = lowest;
        foreach (int weight in WeightsOf(channel))
        {
            lowest += weight * (weight >= 0 ? sbyte.MinValue : sbyte.MaxValue);
            highest += weight * (weight >= 0 ? sbyte.MaxValue : sbyte.MinValue);
        }

        return (lowest, highest);
    }

    private IEnumerable<int> WeightsOf(int channel) =>
        Enumerable.Range(0, Vertical.Kernel * Horizontal.Kernel).Select(tap => (int)Weights[(tap * Outputs) + channel]);
}
