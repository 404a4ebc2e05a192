using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>Swaps height and width of all images, kernels, inputs and outputs, where that is asked for.</summary>
internal sealed class TransposeKernels : IPass
{
    private const string Key = "transpose_kernel";

    public string Name => "transpose-kernels";

    public Graph Run(Graph graph, PassContext context)
    {
        if (context.TransposesKernels is not { } origin)
        {
            return graph;
        }

        if (!graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Any(id => HeightAndWidth.Has(graph.TypeOf(id).Shape)))
        {
            context.Diagnostics.Report(Catalogue.TransposeWithoutEffect, origin, graph.Name);
            return graph;
        }

        if (graph.States.Count > 0)
        {
            context.Diagnostics.Report(Catalogue.NoEffect, origin, Key, "the model keeps a state from one inference to the next, whose axes stay as they are");
            return graph;
        }

        return new SwappedGraph(graph).Build();
    }
}
