using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 AVERAGE_POOL_2D and MAX_POOL_2D, all channels of a pixel side by side.</summary>
internal sealed class FastPool2D : IFastPath
{
    private readonly WindowAxis vertical;
    private readonly WindowAxis horizontal;
    private readonly int channels;
    private readonly bool isAverage;
    private readonly int low;
    private readonly int high;

    private FastPool2D(Pool2D @operator, TensorType input, TensorType output)
    {
        vertical = @operator.Vertical(input.Shape);
        horizontal = @operator.Horizontal(input.Shape);
        channels = input.Shape[3];
        isAverage = @operator.Pooling == Pooling.Average;
        (low, high) = ActivationRange.Quantized(@operator.Activation, output);
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastPool2D? Prepare(Graph graph, Node node)
    {
        var @operator = (Pool2D)node.Operator;
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        bool known = input is { Element: ElementType.Int8, Quantization.IsPerChannel: false } && output.Element == ElementType.Int8
            && input.Quantization == output.Quantization && Pool2DReference.ShapesFit(@operator, input.Shape, output.Shape);
        return known ? new FastPool2D(@operator, input, output) : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        ReadOnlySpan<sbyte> image = MemoryMarshal.Cast<byte, sbyte>(input);
        Span<sbyte> rest = MemoryMarshal.Cast<byte, sbyte>(output);
        Span<short> sums = scratch.Rows(2 * channels);
        Span<int> wide = MemoryMarshal.Cast<short, int>(sums);
        int size = vertical.Input * horizontal.Input * channels;
        for (; !rest.IsEmpty; image = image[size..])
        {
            for (int y = 0; y < vertical.Output; y++)
            {
                for (int x = 0; x < horizontal.Output; x++, rest = rest[channels..])
                {
                    Pixel(image, y, x, wide, rest[..channels]);
                }
            }
        }
    }

    private void Pixel(ReadOnlySpan<sbyte> image, int y, int x, Span<int> gathered, Span<sbyte> to)
    {
        (int firstRow, int endRow) = vertical.Taps(y);
        (int firstColumn, int endColumn) = horizontal.Taps(x);
        int top = (int)((y * (long)vertical.Stride) - vertical.Before), left = (int)((x * (long)horizontal.Stride) - horizontal.Before);
        gathered.Fill(isAverage ? 0 : sbyte.MinValue);
        for (int row = top + firstRow; row < top + endRow; row++)
        {
            for (int column = left + firstColumn; column < left + endColumn; column++)
            {
                ReadOnlySpan<sbyte> pixel = image.Slice(((row * horizontal.Input) + column) * channels, channels);
                for (int channel = 0; channel < pixel.Length; channel++)
                {
                    gathered[channel] = isAverage ? gathered[channel] + pixel[channel] : Math.Max(gathered[channel], pixel[channel]);
                }
            }
        }

        int count = (endRow - firstRow) * (endColumn - firstColumn), half = count / 2;
        for (int channel = 0; channel < to.Length; channel++)
        {
            int sum = gathered[channel];
            int value = !isAverage ? sum : (sum > 0 ? sum + half : sum - half) / count;
            to[channel] = (sbyte)Math.Min(Math.Max(value, low), high);
        }
    }
}
