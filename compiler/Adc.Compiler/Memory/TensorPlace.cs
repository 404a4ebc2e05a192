using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Where a tensor of the model file can be read while the model runs layer by layer.</summary>
/// <param name="SourceIndex">Index of the tensor in the model file.</param>
/// <param name="Input">Position of the model input that it is or renames; null for what a layer computes.</param>
/// <param name="Layer">Index of the layer that computes it, or the last part of it.</param>
/// <param name="Offset">Bytes from the start of the arena, right after that layer.</param>
public sealed record TensorPlace(int SourceIndex, TensorType Type, int? Input, int Layer, int Offset, BufferForm Form)
{
    /// <summary>The inputs and every tensor that is left after the passes; those that a reshape renames included.</summary>
    public static IReadOnlyList<TensorPlace> AllOf(PlannedModel plan)
    {
        LoweredModel model = plan.Lowered;
        IReadOnlyDictionary<TensorId, BufferId> homes = TensorHomes.Of(model);
        Dictionary<TensorId, TensorPlace> places = [];
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            Tensor tensor = model.Graph[model.Graph.Inputs[input]];
            places[tensor.Id] = new TensorPlace(tensor.SourceIndex, tensor.Type, input, 0, plan.OffsetOf(model.Inputs[input]), BufferForm.Plain);
        }

        int last = 0;
        foreach (LoweredLayer layer in model.Layers)
        {
            // What is written where it belongs is there after the last of its parts.
            last = layer.Steps.Count > 0 ? layer.Index : last;
            foreach (Tensor output in layer.Node.Outputs.Select(id => model.Graph[id]))
            {
                // A layer that moves a state on may do so where the state was.
                if (homes.TryGetValue(output.Id, out BufferId home) && (model[home].Tensor == output.Id || layer.Node.Operator is IStateful))
                {
                    places[output.Id] = new TensorPlace(output.SourceIndex, output.Type, null, last, plan.OffsetOf(home), model[home].Form);
                }
                else if (layer.Node.Outputs.Count == 1 && places.TryGetValue(layer.Node.Input(0), out TensorPlace? renamed))
                {
                    places[output.Id] = renamed with { SourceIndex = output.SourceIndex, Type = output.Type };
                }
            }
        }

        return [.. places.Values.Where(place => place.SourceIndex >= 0)];
    }

    public int SizeInArena => Form == BufferForm.Widened ? Type.Shape.ElementCount * sizeof(short) : Type.SizeInBytes;

    /// <summary>The tensor's value.</summary>
    /// <param name="inputs">The row that was run.</param>
    /// <param name="arenaAfter">A copy of the arena, by the index of the layer that was run last.</param>
    public ConstantData Read(Sequence<ConstantData> inputs, IReadOnlyDictionary<int, byte[]> arenaAfter)
    {
        if (Input is int position)
        {
            return inputs[position];
        }

        byte[] arena = arenaAfter[Layer];
        if (Form == BufferForm.Plain)
        {
            return new ConstantData(arena.AsMemory(Offset, Type.SizeInBytes));
        }

        if (Form == BufferForm.Unsigned)
        {
            const byte SignBit = 0x80;
            return new ConstantData(arena.AsSpan(Offset, SizeInArena).ToArray().Select(value => (byte)(value ^ SignBit)).ToArray());
        }

        ReadOnlySpan<short> wide = MemoryMarshal.Cast<byte, short>(arena.AsSpan(Offset, SizeInArena));
        byte[] narrow = new byte[wide.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = unchecked((byte)wide[i]);
        }

        return new ConstantData(narrow);
    }
}
