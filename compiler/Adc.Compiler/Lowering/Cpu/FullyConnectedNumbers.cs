using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A fully connected layer as plain integers, with the input's zero point folded into the bias.</summary>
/// <param name="Weights">[rows][columns].</param>
/// <param name="FoldedBias">bias − zero point of the input * sum of the row's weights; wraps at 32 bits as the reference's sum does.</param>
/// <param name="Multipliers">One, or one per row.</param>
/// <param name="Low">Lowest output after the activation.</param>
/// <param name="High">Highest output after the activation.</param>
internal sealed record FullyConnectedNumbers(
    int Batches, int Rows, int Columns, sbyte[] Weights, int[] FoldedBias, QuantizedMultiplier[] Multipliers, int OutputZeroPoint, int Low, int High)
{
    public bool IsPerChannel => Multipliers.Length > 1;

    public ReadOnlySpan<sbyte> Row(int row) => Weights.AsSpan(row * Columns, Columns);

    public static FullyConnectedNumbers Of(Node node, Graph graph)
    {
        Tensor weights = graph[node.Inputs[1]];
        Quantization input = graph.TypeOf(node.Inputs[0]).Quantization!, output = graph.TypeOf(node.Output).Quantization!;
        int rows = weights.Type.Shape[0], columns = weights.Type.Shape[1];
        sbyte[] values = weights.Data!.ToArray<sbyte>();
        int[] bias = node.Input(2).IsNone ? new int[rows] : graph[node.Input(2)].Data!.ToArray<int>();
        for (int row = 0; row < rows; row++)
        {
            int sum = 0;
            foreach (sbyte weight in values.AsSpan(row * columns, columns))
            {
                sum += weight;
            }

            bias[row] = unchecked(bias[row] - (input.ZeroPoint * sum));
        }

        (float low, float high) = ((FullyConnected)node.Operator).Activation.Range();
        return new(
            graph.TypeOf(node.Inputs[0]).Shape.ElementCount / columns, rows, columns, values, bias,
            [.. RealMultipliers(node, graph).Select(QuantizedMultiplier.From)], output.ZeroPoint,
            Math.Max(sbyte.MinValue, Quantized(low, output)), Math.Min(sbyte.MaxValue, Quantized(high, output)));
    }

    /// <summary>input scale * weight scale / output scale, one or one per row.</summary>
    /// <remarks>With one weight scale the references multiply the two scales in single precision, else all is double.</remarks>
    public static IEnumerable<double> RealMultipliers(Node node, Graph graph)
    {
        float input = graph.TypeOf(node.Inputs[0]).Quantization!.Scale, output = graph.TypeOf(node.Output).Quantization!.Scale;
        Quantization weights = graph.TypeOf(node.Inputs[1]).Quantization!;
        return weights.IsPerChannel
            ? weights.Scales.Select(scale => (double)input * scale / output)
            : [(double)(input * weights.Scale) / output];
    }

    /// <summary>Smallest and largest sum that a row can reach over all int8 inputs.</summary>
    public (long Lowest, long Highest) Reach(int row)
    {
        long lowest = FoldedBias[row], highest = FoldedBias[row];
        foreach (sbyte weight in Row(row))
        {
            lowest += weight >= 0 ? weight * sbyte.MinValue : weight * sbyte.MaxValue;
            highest += weight >= 0 ? weight * sbyte.MaxValue : weight * sbyte.MinValue;
        }

        return (lowest, highest);
    }

    private static int Quantized(float real, Quantization quantization)
    {
        if (!float.IsFinite(real))
        {
            return real < 0 ? sbyte.MinValue : sbyte.MaxValue;
        }

        float steps = MathF.Round(real / quantization.Scale, MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(quantization.ZeroPoint + (double)steps, sbyte.MinValue - 1, sbyte.MaxValue + 1);
    }
}
