using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>A model as Keras counts it, layer by layer, and as a graph.</summary>
/// <param name="Graph">A layer is one node or several, which have its name as their origin.</param>
public sealed record KerasArchitecture(Graph Graph, Sequence<KerasLayerSize> Layers);

/// <param name="Inputs">What the layer is called with, with the batch in front.</param>
/// <param name="Output">Likewise.</param>
/// <param name="Weights">In the order in which Keras creates them; none for a layer that was called before.</param>
public sealed record KerasLayerSize(string Name, string ClassName, Sequence<Shape> Inputs, Shape Output, Sequence<Shape> Weights);
