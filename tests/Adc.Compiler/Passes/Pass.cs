using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Passes;

/// <summary>Runs one pass, or all, and looks at what comes out.</summary>
internal static class Pass
{
    public static readonly TensorType Row = GraphDraft.Int8(0.5f, 3, 1, 4);

    /// <summary>The graph after a pass; a sound graph must stay sound.</summary>
    public static Graph After<T>(Graph graph)
        where T : IPass, new()
    {
        Assert.Empty(GraphVerifier.Verify(graph));
        Graph result = new T().Run(graph, Context(new DiagnosticBag()));
        Assert.Empty(GraphVerifier.Verify(result));
        return result;
    }

    /// <summary>The graph after all passes.</summary>
    public static Graph AfterAll(Graph graph)
    {
        var diagnostics = new DiagnosticBag();
        Graph? result = PassPipeline.Run(graph, Context(diagnostics));
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return result!;
    }

    /// <summary>The operators in execution order.</summary>
    public static string Operators(Graph graph) => string.Join(", ", graph.Nodes.Select(node => node.Operator));

    public static PassContext Context(DiagnosticBag diagnostics, Rounding rounding = Rounding.Tflm) =>
        new(new ReferenceEvaluator(rounding), diagnostics);

    /// <summary>A fully connected layer of four rows and columns.</summary>
    public static TensorId Dense(GraphDraft draft, TensorId input, TensorType output, Activation activation = Activation.None) => draft.Add(
        new Adc.Compiler.Ir.Operators.FullyConnected(activation), "dense", output, input,
        draft.Constant("weights", GraphDraft.Int8(0.1f, 0, 4, 4), [.. Enumerable.Range(-8, 16).Select(value => (sbyte)value)]));
}
