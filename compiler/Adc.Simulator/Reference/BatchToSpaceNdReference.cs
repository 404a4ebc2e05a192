using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Each batch goes to its place within the blocks.</summary>
internal static class BatchToSpaceNdReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape, output = call.Output.Shape;
        if (call.CommonElement is null || Blocks.Of(call, output, shape) is not Blocks blocks)
        {
            return null;
        }

        return IndexedElements.Collect(call.Output, index =>
        {
            int[] place = [.. index];
            int block = 0;
            for (int i = 0; i < blocks.Size.Length; i++)
            {
                int uncropped = index[1 + i] + blocks.Before(i);
                block = (block * blocks.Size[i]) + (uncropped % blocks.Size[i]);
                place[1 + i] = uncropped / blocks.Size[i];
            }

            place[0] = (block * output[0]) + index[0];
            return IndexedElements.At(input, place);
        });
    }
}
