using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>Removes channels that interval arithmetic proves to be the same for every input; their readers get it in the bias.</summary>
/// <remarks>
/// A family is a layer that computes channels, and all tensors to which layers that keep channels apart (depthwise convolutions, pools,
/// reshapes) hand them. A channel goes when every layer that mixes the channels of a member of its family reads a constant there whose
/// share does not depend on the position. Exact for every input. A multiple of four channels stays, which kernels like.
/// </remarks>
internal sealed class PruneConstantChannels : IPass
{
    private const int Multiple = 4;

    public string Name => "prune-constant-channels";

    public Graph Run(Graph graph, PassContext context)
    {
        if (!context.PrunesConstantChannels)
        {
            return graph;
        }

        var ranges = ChannelRanges.Of(graph, context.Evaluator);
        long constant = 0, channels = 0, removed = 0;
        foreach (TensorId output in graph.Nodes.Select(node => node.Output).ToList())
        {
            // The families before have given the layer fewer inputs.
            if (ChannelSums.Of(graph.WriterOf(output)!, graph) is { Mixes: true } layer)
            {
                channels += layer.Outputs;
                constant += ranges[output].Count(range => range.IsConstant);
                if (ChannelFamily.Of(output, graph) is ChannelFamily family)
                {
                    bool[] kept = Kept(family, ranges, graph);
                    Graph smaller = kept.All(keep => keep) ? graph : family.Without(kept, ranges, graph) ?? graph;
                    removed += ReferenceEquals(smaller, graph) ? 0 : kept.Count(keep => !keep);
                    graph = smaller;
                }
            }
        }

        if (removed > 0)
        {
            context.Diagnostics.Report(
                Catalogue.ConstantChannels, Origin.OfFile(graph.Nodes[0].Origin.File), constant, channels, removed);
        }

        return graph;
    }

    private static bool[] Kept(ChannelFamily family, ChannelRanges ranges, Graph graph)
    {
        bool[] kept = [.. Enumerable.Range(0, family.Channels).Select(channel => !family.CanLose(channel, ranges, graph))];
        int wanted = Math.Max(Multiple, (kept.Count(keep => keep) + Multiple - 1) / Multiple * Multiple);
        for (int channel = 0; channel < kept.Length && kept.Count(keep => keep) < wanted; channel++)
        {
            kept[channel] = true;
        }

        return kept;
    }
}
