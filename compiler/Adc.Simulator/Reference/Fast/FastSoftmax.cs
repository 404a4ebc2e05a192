using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 SOFTMAX as TensorFlow Lite Micro computes it: the exponentials of the 256 differences to a row's greatest element are tabulated.</summary>
internal sealed class FastSoftmax : IFastPath
{
    private readonly int depth;

    /// <summary>By the difference to the greatest element; -1 where it contributes nothing.</summary>
    private readonly int[] exponentials;

    private FastSoftmax(int depth, Requantizer scale)
    {
        this.depth = depth;
        int least = SoftmaxReference.LeastDifference(scale);
        exponentials = [.. Enumerable.Range(0, 1 << 8).Select(difference =>
            -difference < least ? -1 : FixedPoint.ExpOfNegative(scale.Apply(-difference, Rounding.Tflm), SoftmaxReference.DifferenceBits))];
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastSoftmax? Prepare(Graph graph, Node node, Rounding rounding)
    {
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        bool known = rounding == Rounding.Tflm && input is { Element: ElementType.Int8, Quantization.IsPerChannel: false }
            && output is { Element: ElementType.Int8, Quantization.IsPerChannel: false } && input.Shape == output.Shape
            && output.Shape.Rank > 0 && output.Shape.ElementCount > 0;
        return known && SoftmaxReference.Scale(((Softmax)node.Operator).Beta, input.Quantization!.Scale, output.Shape.Extents[^1]) is { } scale
            ? new FastSoftmax(output.Shape.Extents[^1], scale)
            : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        for (int at = 0; at < output.Length; at += depth)
        {
            Row(MemoryMarshal.Cast<byte, sbyte>(input.Slice(at, depth)), MemoryMarshal.Cast<byte, sbyte>(output.Slice(at, depth)));
        }
    }

    private void Row(ReadOnlySpan<sbyte> row, Span<sbyte> output)
    {
        int greatest = sbyte.MinValue, sum = 0;
        foreach (sbyte x in row)
        {
            greatest = Math.Max(greatest, x);
        }

        foreach (sbyte x in row)
        {
            sum += FixedPoint.DivideByPowerOfTwo(Math.Max(0, exponentials[greatest - x]), SoftmaxReference.SumBits);
        }

        (int reciprocal, int shift) = SoftmaxReference.Reciprocal(sum);
        for (int i = 0; i < row.Length; i++)
        {
            int exponential = exponentials[greatest - row[i]];
            output[i] = exponential < 0 ? sbyte.MinValue : SoftmaxReference.Share(exponential, reciprocal, shift);
        }
    }
}
