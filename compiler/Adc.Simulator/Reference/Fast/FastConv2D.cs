using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 CONV_2D without groups and with constant weights: a matrix product of what lies under each position of the window.</summary>
internal sealed class FastConv2D<TLanes> : IFastPath
    where TLanes : ILanes
{
    private readonly WindowedImage image;
    private readonly PackedWeights<TLanes> weights;
    private readonly LaneOutput<TLanes> output;
    private readonly int inputZero;
    private readonly int outputChannels;

    private FastConv2D(Conv2D @operator, TensorType input, Tensor weights, Tensor? bias, TensorType output, WindowedImage image, Rounding rounding)
    {
        Shape kernel = weights.Type.Shape;
        outputChannels = kernel[0];
        int depth = kernel[1] * kernel[2] * kernel[3];
        sbyte[] values = weights.Data!.ToArray<sbyte>();
        this.image = image;
        this.weights = new PackedWeights<TLanes>(
            outputChannels, depth, (channel, d) => values[(channel * depth) + d], bias?.Data!.ToArray<int>() ?? new int[outputChannels]);
        this.output = new LaneOutput<TLanes>(
            ConvolutionQuantization.Requantizers(input.Quantization!, weights.Type.Quantization!, output.Quantization!, outputChannels),
            @operator.Activation, output, rounding);
        inputZero = input.Quantization!.ZeroPoint;
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastConv2D<TLanes>? Prepare(Graph graph, Node node, Rounding rounding)
    {
        var @operator = (Conv2D)node.Operator;
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        Tensor? bias = node.Input(2).IsNone ? null : graph[node.Input(2)];
        bool known = Conv2DReference.ShapesFit(@operator.Window, input.Shape, weights.Type.Shape, bias?.Type.Shape, output.Shape)
            && ConvolutionQuantization.IsQuantized(ElementType.Int8, input, weights.Type, output, 0) && bias?.Type.Element is null or ElementType.Int32
            && weights.IsConstant && bias is not { IsConstant: false } && input.Shape[3] == weights.Type.Shape[3] && output.Shape.ElementCount > 0;
        if (!known)
        {
            return null;
        }

        Shape kernel = weights.Type.Shape;
        var image = new WindowedImage(
            @operator.Window.Vertical(input.Shape[1], kernel[1]), @operator.Window.Horizontal(input.Shape[2], kernel[2]), kernel[3], kernel[3]);
        return image.IsSmallEnough ? new FastConv2D<TLanes>(@operator, input, weights, bias, output, image, rounding) : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        WindowAxis vertical = image.Vertical, horizontal = image.Horizontal;
        int inputSize = vertical.Input * horizontal.Input * image.Depth, rowSize = (int)horizontal.Output * outputChannels;
        int outputSize = (int)vertical.Output * rowSize;
        Span<short> pixels = scratch.Image(image.ElementCount);
        for (int batch = 0; batch * inputSize < input.Length; batch++)
        {
            image.Fill(MemoryMarshal.Cast<byte, sbyte>(input.Slice(batch * inputSize, inputSize)), inputZero, pixels);
            Span<sbyte> to = MemoryMarshal.Cast<byte, sbyte>(output.Slice(batch * outputSize, outputSize));
            if (IsPointwise)
            {
                weights.Multiply(pixels, this.output, to);
                continue;
            }

            Span<short> rows = scratch.Rows((int)horizontal.Output * weights.RowLength);
            for (int y = 0; y < vertical.Output; y++)
            {
                Gather(pixels, y, rows);
                weights.Multiply(rows, this.output, to.Slice(y * rowSize, rowSize));
            }
        }
    }

    /// <summary>The image itself is the matrix.</summary>
    private bool IsPointwise => image.IsPlain && image.Vertical is { Kernel: 1, Stride: 1 } && image.Horizontal is { Kernel: 1, Stride: 1 }
        && weights.RowLength == image.Depth;

    /// <summary>What lies under the positions of one row of the output, a row of the matrix each.</summary>
    private void Gather(ReadOnlySpan<short> pixels, int y, Span<short> rows)
    {
        WindowAxis vertical = image.Vertical, horizontal = image.Horizontal;
        bool isDense = horizontal.Dilation == 1;
        int run = isDense ? horizontal.Kernel * image.Depth : image.Depth, runs = isDense ? 1 : horizontal.Kernel;
        for (int x = 0; x < horizontal.Output; x++)
        {
            Span<short> row = rows.Slice(x * weights.RowLength, weights.RowLength);
            row[^1] = 0;
            int at = 0;
            for (int ky = 0; ky < vertical.Kernel; ky++)
            {
                int line = (y * vertical.Stride) + (ky * vertical.Dilation);
                for (int kx = 0; kx < runs; kx++, at += run)
                {
                    int column = (x * horizontal.Stride) + (kx * horizontal.Dilation);
                    pixels.Slice(((line * image.Width) + column) * image.Depth, run).CopyTo(row[at..]);
                }
            }
        }
    }
}
