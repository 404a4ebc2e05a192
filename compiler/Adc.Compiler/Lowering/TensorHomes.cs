using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>Finds the buffer that each tensor is in after the layer that computes it.</summary>
public static class TensorHomes
{
    /// <summary>The model's inputs and states and everything that a layer computes; a tensor that only renames another one is in its buffer.</summary>
    public static IReadOnlyDictionary<TensorId, BufferId> Of(LoweredModel model)
    {
        Dictionary<TensorId, BufferId> homes = model.Graph.Inputs.Zip(model.Inputs).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (LoweredState state in model.States)
        {
            homes[state.State.Before] = state.Buffer;
        }

        HashSet<BufferId> written = [.. model.Steps.Select(step => step.Output)];
        foreach (LoweredLayer layer in model.Layers)
        {
            foreach (TensorId output in layer.Node.Outputs)
            {
                if (layer.Steps.LastOrDefault(step => model[step.Output].Tensor == output) is Step last)
                {
                    homes[output] = last.Output;
                }
                else if (StateBefore(layer.Node, output) is TensorId before)
                {
                    homes[output] = homes[before]; // moved on in place
                }
                else if (model.Buffers.FirstOrDefault(buffer => buffer.Tensor == output && !written.Contains(buffer.Id)) is LoweredBuffer whole)
                {
                    homes[output] = whole.Id; // its parts were written where they belong
                }
                else if (layer.Node.Outputs.Count == 1 && homes.TryGetValue(layer.Node.Input(0), out BufferId renamed))
                {
                    homes[output] = renamed;
                }
            }
        }

        return homes;
    }

    private static TensorId? StateBefore(Node node, TensorId output)
    {
        if (node.Operator is not IStateful stateful)
        {
            return null;
        }

        int position = node.Outputs.Items.IndexOf(output) - (node.Outputs.Count - stateful.StateInputs.Count);
        return position < 0 ? null : node.Inputs[stateful.StateInputs[position]];
    }
}
