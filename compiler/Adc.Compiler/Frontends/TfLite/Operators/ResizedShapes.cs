using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The rule of operators that resize images: batch and channels stay, and there are two numbers for the new size.</summary>
internal static class ResizedShapes
{
    public static bool Agree(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (input.Rank != 4 || output.Rank != 4 || input[0] != output[0] || input[3] != output[3])
        {
            source.Contradiction($"{source.Name} cannot turn {input} into {output}");
            return false;
        }

        return OperandShapes.AreNumbersPerAxis(source, 1, "a size", 2);
    }
}
