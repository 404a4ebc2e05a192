using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 FULLY_CONNECTED with constant weights. Sums wrap at 32 bits in any order alike.</summary>
internal sealed class FastFullyConnected<TLanes> : IFastPath
    where TLanes : ILanes
{
    private readonly PackedWeights<TLanes> weights;
    private readonly LaneOutput<TLanes> output;
    private readonly int inputZero;
    private readonly int depth;

    private FastFullyConnected(FullyConnected @operator, Tensor weights, Tensor? bias, TensorType input, TensorType output, Rounding rounding)
    {
        Quantization by = weights.Type.Quantization!;
        int channels = weights.Type.Shape[0];
        depth = weights.Type.Shape[1];
        sbyte[] values = weights.Data!.ToArray<sbyte>();
        this.weights = new PackedWeights<TLanes>(
            channels, depth, (channel, d) => values[(channel * depth) + d] - by.ZeroPoints[by.IsPerChannel ? channel : 0],
            bias?.Data!.ToArray<int>() ?? new int[channels]);
        this.output = new LaneOutput<TLanes>(
            FullyConnectedReference.Requantizers(input.Quantization!, by, output.Quantization!, channels), @operator.Activation, output, rounding);
        inputZero = input.Quantization!.ZeroPoint;
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastFullyConnected<TLanes>? Prepare(Graph graph, Node node, Rounding rounding)
    {
        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        Tensor? bias = node.Input(2).IsNone ? null : graph[node.Input(2)];
        bool known = FullyConnectedReference.ShapesFit(input.Shape, weights.Type.Shape, bias?.Type.Shape, output.Shape)
            && FullyConnectedReference.IsInt8(input, weights.Type, bias?.Type, output)
            && weights.IsConstant && bias is not { IsConstant: false } && output.Shape.ElementCount > 0;
        return known ? new FastFullyConnected<TLanes>((FullyConnected)node.Operator, weights, bias, input, output, rounding) : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        int count = input.Length / depth;
        Span<short> rows = scratch.Rows(count * weights.RowLength);
        for (int row = 0; row < count; row++)
        {
            Span<short> to = rows.Slice(row * weights.RowLength, weights.RowLength);
            to[^1] = 0;
            Centred.Widen(MemoryMarshal.Cast<byte, sbyte>(input.Slice(row * depth, depth)), inputZero, to[..depth]);
        }

        weights.Multiply(rows, this.output, MemoryMarshal.Cast<byte, sbyte>(output));
    }
}
