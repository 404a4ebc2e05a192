using Adc.Compiler.Ir;

namespace Adc.Compiler.Reports;

/// <summary>Where each tensor of a graph comes from.</summary>
internal sealed class LayerSources
{
    private readonly Dictionary<TensorId, int> inputs = [], layers = [];

    public static LayerSources Of(Graph graph)
    {
        var sources = new LayerSources();
        for (int input = 0; input < graph.Inputs.Count; input++)
        {
            sources.inputs.TryAdd(graph.Inputs[input], input);
        }

        for (int layer = 0; layer < graph.Nodes.Count; layer++)
        {
            foreach (TensorId output in graph.Nodes[layer].Outputs)
            {
                sources.layers[output] = layer;
            }
        }

        return sources;
    }

    /// <summary>Position among the model's inputs; null for anything else.</summary>
    public int? InputOf(TensorId id) => inputs.TryGetValue(id, out int input) ? input : null;

    /// <summary>Index of the layer that computes it; null for inputs, constants and states.</summary>
    public int? LayerOf(TensorId id) => layers.TryGetValue(id, out int layer) ? layer : null;
}
