using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>Lets neighbouring layers share out the magnitudes of their weights, channel by channel: cross-layer equalization.</summary>
/// <remarks>
/// RELU lets a positive factor through, so that a channel's weights and bias may be divided by one that the next layer multiplies its
/// weights for that channel by. The factor sqrt(r1 / r2) makes the greatest weights r1 and r2 on both sides equal. Source: Nagel et
/// al., Data-free quantization through weight equalization and bias correction, 2019. The graph computes the same function.
/// </remarks>
internal static class EqualizeLayers
{
    private const int MostSweeps = 40;
    private const double Settled = 1e-3;

    /// <param name="isMeant">Whether two neighbouring operators take part.</param>
    public static Graph Run(Graph graph, Func<Operator, Operator, bool> isMeant)
    {
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            double greatest = 0;
            foreach (TensorId between in graph.Nodes.Select(node => node.Outputs[0]).ToList())
            {
                if (Pair(graph, between) is var (first, second) && isMeant(first.Node.Operator, second.Node.Operator))
                {
                    double[] factors = Factors(first.Magnitudes(graph), second.Magnitudes(graph));
                    greatest = Math.Max(greatest, factors.Max(factor => Math.Abs(Math.Log(factor))));
                    graph = second.Scaled(first.Scaled(graph, factor => 1 / factor, factors), factor => factor, factors);
                }
            }

            if (greatest < Settled)
            {
                break;
            }
        }

        return graph;
    }

    /// <summary>The layer that computes a tensor and the only one that reads it, when both can be scaled by its channels.</summary>
    private static (ChannelWeights First, ChannelWeights Second)? Pair(Graph graph, TensorId between) =>
        !graph.Outlives(between) && graph.WriterOf(between) is Node writer && graph.ReadersOf(between).Take(2).ToArray() is [Node reader]
        && reader.Operator is not TransposeConv && Int8Forms.Of(reader, graph) is { Kind: Int8Kind.Products } form && reader.Inputs[form.Operands[0]] == between
        && writer.Operator is IActivated { Activation: Activation.None or Activation.Relu }
        && ChannelWeights.OfOutputs(writer, graph) is ChannelWeights first && ChannelWeights.OfInputs(reader, graph) is ChannelWeights second && first.Channels == second.Channels
            ? (first, second)
            : null;

    // A channel that one side does not use is left alone.
    private static double[] Factors(double[] first, double[] second) =>
        [.. first.Zip(second, (r1, r2) => r1 > 0 && r2 > 0 && double.IsFinite(Math.Sqrt(r1 / r2)) ? Math.Sqrt(r1 / r2) : 1)];
}
