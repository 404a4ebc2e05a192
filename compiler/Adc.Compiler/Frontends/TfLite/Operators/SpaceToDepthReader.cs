using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SpaceToDepthReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        int block = source.Options(new SpaceToDepthOptions(0)).BlockSize;
        bool fits = block > 0 && input.Rank == 4 && output.Rank == 4 && input[0] == output[0]
            && input[1] == (long)output[1] * block && input[2] == (long)output[2] * block && output[3] == (long)input[3] * block * block;
        return fits ? new SpaceToDepth(block) : source.Contradiction($"SPACE_TO_DEPTH with blocks of {block} cannot turn {input} into {output}");
    }
}
