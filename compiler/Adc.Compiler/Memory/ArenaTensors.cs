using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Reads tensors back from copies of the arena taken after each layer.</summary>
public static class ArenaTensors
{
    /// <param name="inputs">What the application filled in, in the order of the model's inputs.</param>
    /// <param name="arenas">One copy per layer that has steps, in execution order.</param>
    /// <returns>Every tensor that a layer computes; aliases made by reshapes included.</returns>
    public static IReadOnlyDictionary<TensorId, ConstantData> Collect(PlannedModel plan, Sequence<ConstantData> inputs, IReadOnlyList<byte[]> arenas)
    {
        int computing = plan.Lowered.Layers.Count(layer => layer.Steps.Count > 0);
        if (arenas.Count != computing)
        {
            throw new ArgumentException($"{arenas.Count} copies of the arena for {computing} layers", nameof(arenas));
        }

        Graph graph = plan.Lowered.Graph;
        Dictionary<TensorId, ConstantData> known = graph.Inputs.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second);
        Dictionary<TensorId, ConstantData> tensors = [];
        int computed = 0;
        foreach (LoweredLayer layer in plan.Lowered.Layers)
        {
            TensorId output = layer.Node.Output;
            if (layer.Steps.Count == 0)
            {
                tensors[output] = known[layer.Node.Inputs[0]];
            }
            else
            {
                LoweredBuffer home = plan.Lowered[layer.Steps[^1].Output];
                tensors[output] = Extract(arenas[computed++], plan.OffsetOf(home.Id), home, graph.TypeOf(output));
            }

            known[output] = tensors[output];
        }

        return tensors;
    }

    private static ConstantData Extract(byte[] arena, int offset, LoweredBuffer home, TensorType type)
    {
        if (home.Form == BufferForm.Plain)
        {
            return new ConstantData(arena.AsMemory(offset, type.SizeInBytes));
        }

        ReadOnlySpan<short> wide = MemoryMarshal.Cast<byte, short>(arena.AsSpan(offset, type.Shape.ElementCount * sizeof(short)));
        byte[] narrow = new byte[wide.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = unchecked((byte)wide[i]);
        }

        return new ConstantData(narrow);
    }
}
