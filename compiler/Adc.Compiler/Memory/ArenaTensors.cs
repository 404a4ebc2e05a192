using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Reads tensors back from copies of the arena taken after each layer.</summary>
public static class ArenaTensors
{
    /// <param name="arenas">One copy per layer that has steps, in execution order.</param>
    /// <returns>Every tensor that a layer computes; aliases made by reshapes included.</returns>
    public static IReadOnlyDictionary<TensorId, ConstantData> Collect(PlannedModel plan, IReadOnlyList<byte[]> arenas)
    {
        Dictionary<TensorId, ConstantData> tensors = [];
        int computed = 0;
        foreach (LoweredLayer layer in plan.Lowered.Layers)
        {
            if (layer.Steps.Count == 0)
            {
                if (tensors.TryGetValue(layer.Node.Inputs[0], out ConstantData? same))
                {
                    tensors[layer.Node.Output] = same;
                }

                continue;
            }

            if (computed >= arenas.Count)
            {
                break;
            }

            LoweredBuffer home = plan.Lowered[layer.Steps[^1].Output];
            tensors[layer.Node.Output] = Extract(arenas[computed++], plan.OffsetOf(home.Id), home, plan.Lowered.Graph.TypeOf(layer.Node.Output));
        }

        return tensors;
    }

    private static ConstantData Extract(byte[] arena, int offset, LoweredBuffer home, TensorType type)
    {
        if (home.Form == BufferForm.Plain)
        {
            return new ConstantData(arena.AsMemory(offset, type.SizeInBytes));
        }

        if (home.Form == BufferForm.Unsigned)
        {
            const byte SignBit = 0x80;
            return new ConstantData(arena.AsSpan(offset, type.SizeInBytes).ToArray().Select(value => (byte)(value ^ SignBit)).ToArray());
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
