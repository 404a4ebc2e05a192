using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Groups of channels are the places within a block, row by row.</summary>
internal static class DepthToSpaceReference
{
    public static ConstantData? Evaluate(DepthToSpace @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        int block = @operator.BlockSize;
        bool fits = call.CommonElement is not null && input.Type.Shape.Rank == 4 && call.Output.Shape.Rank == 4 && block > 0
            && input.Type.Shape.ElementCount == call.Output.Shape.ElementCount;
        return !fits ? null : IndexedElements.Collect(call.Output, index =>
        {
            int place = (index[1] % block * block) + (index[2] % block);
            return IndexedElements.At(input, index[0], index[1] / block, index[2] / block, (place * call.Output.Shape[3]) + index[3]);
        });
    }
}
