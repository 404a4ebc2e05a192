using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SplitReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[1]!.Shape, part = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbers(source, 0, "an axis", Shape.Of(), Shape.Of(1)))
        {
            return null;
        }

        return source.Outputs.All(output => output.Shape == part) && part.Rank == input.Rank && (long)part.ElementCount * source.Outputs.Count == input.ElementCount
            ? new Split()
            : source.Contradiction($"SPLIT cannot cut {input} into {source.Outputs.Count} parts {part}");
    }
}
