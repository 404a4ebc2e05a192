using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Each place within a block becomes a batch of its own.</summary>
internal static class SpaceToBatchNdReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape, output = call.Output.Shape;
        if (call.CommonElement is null || Blocks.Of(call, shape, output) is not Blocks blocks)
        {
            return null;
        }

        ReadOnlyMemory<byte> around = IndexedElements.Zero(call.Output);
        return IndexedElements.Collect(call.Output, index =>
        {
            int[] within = blocks.PlaceOf(index[0] / shape[0]);
            int[] place = [index[0] % shape[0], .. index[1..]];
            for (int i = 0; i < within.Length; i++)
            {
                place[1 + i] = (index[1 + i] * blocks.Size[i]) + within[i] - blocks.Before(i);
            }

            return IndexedElements.At(input, place) ?? around;
        });
    }
}
