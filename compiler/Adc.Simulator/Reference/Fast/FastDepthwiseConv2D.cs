using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 DEPTHWISE_CONV_2D with constant weights, sixteen output channels at a time.</summary>
internal sealed class FastDepthwiseConv2D<TLanes> : IFastPath
    where TLanes : ILanes
{
    private const int ChannelAxis = 3;

    private static readonly int Width = Vector256<short>.Count;

    private readonly WindowedImage image;
    private readonly LaneOutput<TLanes> output;
    private readonly short[] weights;
    private readonly int[] bias;
    private readonly int inputZero;
    private readonly int channels;

    private FastDepthwiseConv2D(
        DepthwiseConv2D @operator, TensorType input, Tensor weights, Tensor? bias, TensorType output, WindowedImage image, Rounding rounding)
    {
        channels = output.Shape[ChannelAxis];
        this.image = image;
        this.weights = new short[weights.Type.Shape.ElementCount / channels * image.Channels];
        sbyte[] values = weights.Data!.ToArray<sbyte>();
        for (int i = 0; i < values.Length; i++)
        {
            this.weights[(i / channels * image.Channels) + (i % channels)] = values[i];
        }

        this.bias = new int[image.Channels];
        bias?.Data!.ToArray<int>().CopyTo(this.bias, 0);
        this.output = new LaneOutput<TLanes>(
            ConvolutionQuantization.Requantizers(input.Quantization!, weights.Type.Quantization!, output.Quantization!, channels),
            @operator.Activation, output, Requantizer.Elementwise(rounding));
        inputZero = input.Quantization!.ZeroPoint;
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastDepthwiseConv2D<TLanes>? Prepare(Graph graph, Node node, Rounding rounding)
    {
        var @operator = (DepthwiseConv2D)node.Operator;
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        Tensor? bias = node.Input(2).IsNone ? null : graph[node.Input(2)];
        bool known = DepthwiseConv2DReference.ShapesFit(@operator, input.Shape, weights.Type.Shape, bias?.Type.Shape, output.Shape)
            && ConvolutionQuantization.IsQuantized(ElementType.Int8, input, weights.Type, output, ChannelAxis)
            && bias?.Type.Element is null or ElementType.Int32
            && weights.IsConstant && bias is not { IsConstant: false } && output.Shape.ElementCount > 0;
        if (!known)
        {
            return null;
        }

        int channels = output.Shape[ChannelAxis], depth = input.Shape[ChannelAxis];
        var image = new WindowedImage(
            @operator.Vertical(input.Shape, weights.Type.Shape), @operator.Horizontal(input.Shape, weights.Type.Shape),
            depth, (channels + Width - 1) / Width * Width, channels / depth);
        return image.IsSmallEnough ? new FastDepthwiseConv2D<TLanes>(@operator, input, weights, bias, output, image, rounding) : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        WindowAxis vertical = image.Vertical, horizontal = image.Horizontal;
        int inputSize = vertical.Input * horizontal.Input * image.Depth;
        Span<short> pixels = scratch.Image(image.ElementCount);
        Span<sbyte> rest = MemoryMarshal.Cast<byte, sbyte>(output);
        for (int batch = 0; batch * inputSize < input.Length; batch++)
        {
            image.Fill(MemoryMarshal.Cast<byte, sbyte>(input.Slice(batch * inputSize, inputSize)), inputZero, pixels);
            for (int y = 0; y < vertical.Output; y++)
            {
                for (int x = 0; x < horizontal.Output; x++, rest = rest[channels..])
                {
                    Pixel(pixels[(((y * vertical.Stride * image.Width) + (x * horizontal.Stride)) * image.Channels)..], rest[..channels]);
                }
            }
        }
    }

    /// <param name="pixels">From the window's first tap on.</param>
    private void Pixel(ReadOnlySpan<short> pixels, Span<sbyte> to)
    {
        int columnStep = image.Horizontal.Dilation * image.Channels, rowStep = image.Vertical.Dilation * image.Width * image.Channels;
        for (int channel = 0; channel < channels; channel += Width)
        {
            Vector256<int> lower = Vector256.LoadUnsafe(ref bias[channel]), upper = Vector256.LoadUnsafe(ref bias[channel + LaneScales.Width]);
            int weight = channel;
            for (int ky = 0; ky < image.Vertical.Kernel; ky++)
            {
                int at = channel + (ky * rowStep);
                for (int kx = 0; kx < image.Horizontal.Kernel; kx++, at += columnStep, weight += image.Channels)
                {
                    // At most 255 * 128: 16 bits hold it.
                    Vector256<short> products = Vector256.Create(pixels.Slice(at, Width)) * Vector256.LoadUnsafe(ref weights[weight]);
                    (Vector256<int> low, Vector256<int> high) = Vector256.Widen(products);
                    lower += low;
                    upper += high;
                }
            }

            output.Write(lower, channel, to.Slice(channel, Math.Min(LaneScales.Width, channels - channel)));
            if (channel + LaneScales.Width < channels)
            {
                int half = channel + LaneScales.Width;
                output.Write(upper, half, to.Slice(half, Math.Min(LaneScales.Width, channels - half)));
            }
        }
    }
}
