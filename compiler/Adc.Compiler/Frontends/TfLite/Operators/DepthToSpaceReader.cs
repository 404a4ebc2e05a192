using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class DepthToSpaceReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        int block = source.Options(new DepthToSpaceOptions(0)).BlockSize;
        bool fits = block > 0 && input.Rank == 4 && output.Rank == 4 && input[0] == output[0]
            && output[1] == (long)input[1] * block && output[2] == (long)input[2] * block && input[3] == (long)output[3] * block * block;
        return fits ? new DepthToSpace(block) : source.Contradiction($"DEPTH_TO_SPACE with blocks of {block} cannot turn {input} into {output}");
    }
}
