using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>The ordered list of passes, and the only place that runs them.</summary>
public static class PassPipeline
{
    public static IReadOnlyList<IPass> All { get; } =
    [
        new FoldConstants(),        // first: shapes computed at run time become constants
        new ResolveReshapes(),      // needs the folded shapes
        new SkipSoftmax(),          // before whatever looks at outputs
        new TransposeKernels(),     // before MergeReshapes, which joins the reshapes that it leaves
        new FuseActivations(),
        new MergeReshapes(),        // after the shapes are known
        new ElideNopReshapes(),     // after MergeReshapes: a pair of reshapes may end where it began
        new PruneConstantChannels(), // after FuseActivations and the reshapes: a clamp narrows ranges, and fewer nodes carry channels on
        new WidenOutput(),          // after all passes that know int8 layers
        new DropDeadNodes(),        // the passes above leave nodes behind that nobody reads
        new OrderForMemory(),       // last: the nodes and tensors are final
    ];

    /// <summary>Runs all passes; the graph is verified before the first and after each.</summary>
    /// <param name="onPass">Called with each pass's name and result, for dumps.</param>
    /// <returns>Null when a pass broke an invariant, which is reported as ADC9002.</returns>
    public static Graph? Run(Graph graph, PassContext context, Action<string, Graph>? onPass = null)
    {
        if (!Verified(graph, "the frontend", context))
        {
            return null;
        }

        foreach (IPass pass in All)
        {
            graph = pass.Run(graph, context);
            if (!Verified(graph, $"pass '{pass.Name}'", context))
            {
                return null;
            }

            onPass?.Invoke(pass.Name, graph);
        }

        return graph;
    }

    private static bool Verified(Graph graph, string author, PassContext context)
    {
        IReadOnlyList<string> violations = GraphVerifier.Verify(graph);
        foreach (string violation in violations)
        {
            context.Diagnostics.Report(Catalogue.VerifierFailed, Origin.None, author, violation);
        }

        return violations.Count == 0;
    }
}
