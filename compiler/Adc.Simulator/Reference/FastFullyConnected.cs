using System.Numerics;
using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>int8 FULLY_CONNECTED with constant weights, widened once.</summary>
/// <remarks>
/// The same bits as <see cref="FullyConnectedReference"/>, sooner: sums wrap at 32 bits in any order alike, so the zero
/// point's share can be summed beforehand and the rest in lanes.
/// </remarks>
internal sealed class FastFullyConnected
{
    private readonly int[] weights;
    private readonly int[] constants;
    private readonly Requantizer[] scales;
    private readonly int depth;
    private readonly int outputZero;
    private readonly int low;
    private readonly int high;
    private readonly Rounding rounding;

    private FastFullyConnected(
        FullyConnected @operator, Tensor weights, Tensor? bias, TensorType input, TensorType output, Rounding rounding)
    {
        Quantization by = weights.Type.Quantization!;
        int channels = weights.Type.Shape[0];
        depth = weights.Type.Shape[1];
        this.weights = Array.ConvertAll(weights.Data!.ToArray<sbyte>(), weight => (int)weight);
        constants = bias?.Data!.ToArray<int>() ?? new int[channels];
        for (int i = 0; i < this.weights.Length; i++)
        {
            this.weights[i] -= by.ZeroPoints[by.IsPerChannel ? i / depth : 0];
            constants[i / depth] = unchecked(constants[i / depth] - (this.weights[i] * input.Quantization!.ZeroPoint));
        }

        scales = FullyConnectedReference.Requantizers(input.Quantization!, by, output.Quantization!, channels);
        outputZero = output.Quantization!.ZeroPoint;
        (low, high) = ActivationRange.Quantized(@operator.Activation, output);
        this.rounding = rounding;
    }

    /// <summary>Prepares a node, or returns null when it is not one that this path knows.</summary>
    public static FastFullyConnected? Prepare(Graph graph, Node node, Rounding rounding)
    {
        if (node.Operator is not FullyConnected @operator)
        {
            return null;
        }

        TensorType input = graph.TypeOf(node.Inputs[0]), output = graph.TypeOf(node.Output);
        Tensor weights = graph[node.Inputs[1]];
        Tensor? bias = node.Input(2).IsNone ? null : graph[node.Input(2)];
        bool known = FullyConnectedReference.ShapesFit(input.Shape, weights.Type.Shape, bias?.Type.Shape, output.Shape)
            && FullyConnectedReference.IsInt8(input, weights.Type, bias?.Type, output)
            && weights.IsConstant && bias is not { IsConstant: false };
        return known ? new FastFullyConnected(@operator, weights, bias, input, output, rounding) : null;
    }

    public ConstantData Evaluate(ConstantData input)
    {
        int[] values = Array.ConvertAll(input.ToArray<sbyte>(), value => (int)value);
        int channels = constants.Length;
        var output = new sbyte[values.Length / depth * channels];
        for (int i = 0; i < output.Length; i++)
        {
            int channel = i % channels;
            int sum = Dot(values.AsSpan(i / channels * depth, depth), weights.AsSpan(channel * depth, depth));
            long scaled = scales[channel].Apply(unchecked(constants[channel] + sum), rounding);
            output[i] = (sbyte)Math.Min(Math.Max(scaled + outputZero, low), high);
        }

        return ConstantData.Of<sbyte>(output);
    }

    private static int Dot(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        ReadOnlySpan<Vector<int>> lanesOfA = MemoryMarshal.Cast<int, Vector<int>>(a), lanesOfB = MemoryMarshal.Cast<int, Vector<int>>(b);
        Vector<int> sums = Vector<int>.Zero;
        for (int i = 0; i < lanesOfA.Length; i++)
        {
            sums += lanesOfA[i] * lanesOfB[i];
        }

        int sum = Vector.Sum(sums);
        for (int i = lanesOfA.Length * Vector<int>.Count; i < a.Length; i++)
        {
            sum = unchecked(sum + (a[i] * b[i]));
        }

        return sum;
    }
}
