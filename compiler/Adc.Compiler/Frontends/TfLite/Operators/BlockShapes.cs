using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The rule of operators that move blocks between space and batch: a block size and two margins for each of some axes.</summary>
internal static class BlockShapes
{
    public static bool Agree(OperatorSource source, string margins)
    {
        Shape input = source.Inputs[0]!.Shape, block = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (block.Rank != 1 || block[0] >= input.Rank || input.Rank != output.Rank)
        {
            source.Contradiction($"{source.Name} with a block {block} cannot turn {input} into {output}");
            return false;
        }

        return OperandShapes.AreNumbers(source, 1, "a block", block) && OperandShapes.AreNumbers(source, 2, margins, Shape.Of(block[0], 2));
    }
}
