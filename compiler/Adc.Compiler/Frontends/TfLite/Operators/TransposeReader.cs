using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class TransposeReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbersPerAxis(source, 1, "a permutation", input.Rank))
        {
            return null;
        }

        return input.Extents.Order().SequenceEqual(output.Extents.Order())
            ? new Transpose()
            : source.Contradiction($"TRANSPOSE cannot turn {input} into {output}");
    }
}
