using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>Which nodes have a fast path.</summary>
internal static class FastPaths
{
    /// <summary>One for each node of a graph, null where there is none, with the arithmetic that suits this processor best.</summary>
    public static IFastPath?[] Of(Graph graph, Rounding rounding) =>
        [.. graph.Nodes.Select(node => Avx2Lanes.IsSupported ? Prepare<Avx2Lanes>(graph, node, rounding) : Prepare<PortableLanes>(graph, node, rounding))];

    /// <summary>Prepares a node, or returns null when it is none that a fast path knows.</summary>
    public static IFastPath? Prepare<TLanes>(Graph graph, Node node, Rounding rounding)
        where TLanes : ILanes => node.Operator switch
        {
            Add => FastAdd<TLanes>.Prepare(graph, node, rounding),
            Conv2D => FastConv2D<TLanes>.Prepare(graph, node, rounding),
            DepthwiseConv2D => FastDepthwiseConv2D<TLanes>.Prepare(graph, node, rounding),
            FullyConnected => FastFullyConnected<TLanes>.Prepare(graph, node, rounding),
            Pool2D => FastPool2D.Prepare(graph, node),
            Softmax => FastSoftmax.Prepare(graph, node, rounding),
            _ => null,
        };
}
