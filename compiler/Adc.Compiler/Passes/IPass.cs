using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Passes;

/// <summary>A graph in, a graph out, nothing remembered.</summary>
public interface IPass
{
    /// <summary>Verb and object in lower case with hyphens, as in <c>--dump-after fold-constants</c>.</summary>
    string Name { get; }

    Graph Run(Graph graph, PassContext context);
}

/// <summary>What a pass may ask and tell.</summary>
/// <param name="Evaluator">Computes constant nodes.</param>
/// <param name="PrunesConstantChannels">Channels that are the same for every input may be removed.</param>
/// <param name="SkipsSoftmax">A softmax at the end is dropped.</param>
/// <param name="TransposesKernels">Where somebody asked for swapped height and width, or null.</param>
/// <param name="WideOutput">int8 outputs become int32; null for outputs as the model has them.</param>
public sealed record PassContext(
    IEvaluator Evaluator, DiagnosticBag Diagnostics, bool PrunesConstantChannels = true, bool SkipsSoftmax = false, WideOutput? WideOutput = null,
    Origin? TransposesKernels = null)
{
    /// <summary>Activations that are nodes of their own may join the layer in front.</summary>
    public bool FusesActivations { get; init; } = true;
}
