using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>What one must know of a compiled model in order to run it from outside.</summary>
/// <param name="Layers">The layers that compute something, in execution order.</param>
/// <param name="Tensors">Where they can be read between two layers.</param>
public sealed record ModelLayout(
    string Name, Sequence<ModelPort> Inputs, Sequence<ModelPort> Outputs, int ArenaSizeInBytes, Sequence<LayerFunction> Layers, Sequence<TensorPlace> Tensors)
{
    public static ModelLayout Of(Compilation compilation)
    {
        PlannedModel plan = compilation.Plan;
        Graph graph = plan.Lowered.Graph;
        IEnumerable<LoweredLayer> computed = plan.Lowered.Layers.Where(layer => layer.Steps.Count > 0);
        return new ModelLayout(
            compilation.Identity.Name,
            ModelPort.Of(graph, graph.Inputs),
            ModelPort.Of(graph, graph.Outputs),
            plan.ArenaSizeInBytes,
            computed.Zip(compilation.LayerFunctions, (layer, symbol) => new LayerFunction(layer.Index, symbol)).ToSequence(),
            TensorPlace.AllOf(plan).ToSequence());
    }
}

/// <summary>The C function of a layer.</summary>
/// <param name="Layer">The layer's index.</param>
public sealed record LayerFunction(int Layer, string Symbol);
