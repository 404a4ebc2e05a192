using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>Finds the buffer that each tensor is in after the layer that computes it.</summary>
public static class TensorHomes
{
    /// <summary>The model's inputs and everything that a layer computes; a tensor that only renames another one is in its buffer.</summary>
    public static IReadOnlyDictionary<TensorId, BufferId> Of(LoweredModel model)
    {
        Dictionary<TensorId, BufferId> homes = model.Graph.Inputs.Zip(model.Inputs).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (LoweredLayer layer in model.Layers)
        {
            foreach (TensorId output in layer.Node.Outputs)
            {
                if (layer.Steps.LastOrDefault(step => model[step.Output].Tensor == output) is Step last)
                {
                    homes[output] = last.Output;
                }
                else if (layer.Steps.Count == 0 && homes.TryGetValue(layer.Node.Input(0), out BufferId renamed))
                {
                    homes[output] = renamed;
                }
            }
        }

        return homes;
    }
}
