using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>int8 ADD of two tensors of the output's shape: each operand's share of the sum is tabulated.</summary>
internal sealed class FastAdd<TLanes> : IFastPath
    where TLanes : ILanes
{
    private readonly int[] shareOfA;
    private readonly int[] shareOfB;
    private readonly LaneOutput<TLanes> output;

    private FastAdd(Add @operator, TensorType a, TensorType b, TensorType output, CommonScale scale, Rounding rounding)
    {
        shareOfA = Shares(scale.A, scale.LeftShift, a.Quantization!.ZeroPoint, rounding);
        shareOfB = Shares(scale.B, scale.LeftShift, b.Quantization!.ZeroPoint, rounding);
        this.output = new LaneOutput<TLanes>(
            [.. Enumerable.Repeat(scale.Output, LaneScales.Width)], @operator.Activation, output, Requantizer.Elementwise(rounding));
    }

    /// <inheritdoc cref="FastPaths.Prepare"/>
    public static FastAdd<TLanes>? Prepare(Graph graph, Node node, Rounding rounding)
    {
        TensorType a = graph.TypeOf(node.Inputs[0]), b = graph.TypeOf(node.Inputs[1]), output = graph.TypeOf(node.Output);
        bool known = new[] { a, b, output }.All(type => type.Element == ElementType.Int8 && type.Shape == output.Shape);
        var noData = new ConstantData(default);
        return known && CommonScale.OfSums(new Invocation([new TensorValue(a, noData), new TensorValue(b, noData)], [output], rounding)) is { } scale
            ? new FastAdd<TLanes>((Add)node.Operator, a, b, output, scale, rounding)
            : null;
    }

    public void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch)
    {
        Span<int> sums = stackalloc int[LaneScales.Width];
        for (int at = 0; at < output.Length; at += sums.Length)
        {
            int count = Math.Min(sums.Length, output.Length - at);
            for (int i = 0; i < count; i++)
            {
                sums[i] = shareOfA[input[at + i]] + shareOfB[second[at + i]];
            }

            this.output.Write(Vector256.Create<int>(sums), 0, MemoryMarshal.Cast<byte, sbyte>(output.Slice(at, count)));
        }
    }

    /// <summary>An operand on the common scale, by its byte.</summary>
    private static int[] Shares(Requantizer factor, int leftShift, int zeroPoint, Rounding rounding) =>
        [.. Enumerable.Range(0, 1 << 8).Select(value => factor.ApplyElementwise((unchecked((sbyte)value) - zeroPoint) << leftShift, rounding))];
}
