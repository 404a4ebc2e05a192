using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The places within a block, row by row, are groups of channels.</summary>
internal static class SpaceToDepthReference
{
    public static ConstantData? Evaluate(SpaceToDepth @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        int block = @operator.BlockSize;
        bool fits = call.CommonElement is not null && input.Type.Shape.Rank == 4 && call.Output.Shape.Rank == 4 && block > 0
            && input.Type.Shape.ElementCount == call.Output.Shape.ElementCount;
        return !fits ? null : IndexedElements.Collect(call.Output, index =>
        {
            int channels = input.Type.Shape[3], place = index[3] / channels;
            return IndexedElements.At(input, index[0], (index[1] * block) + (place / block), (index[2] * block) + (place % block), index[3] % channels);
        });
    }
}
