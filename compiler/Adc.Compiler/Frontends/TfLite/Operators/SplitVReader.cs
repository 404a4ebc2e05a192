using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SplitVReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape;
        if (!OperandShapes.AreNumbersPerAxis(source, 1, "sizes", source.Outputs.Count)
            || !OperandShapes.AreNumbers(source, 2, "an axis", Shape.Of(), Shape.Of(1)))
        {
            return null;
        }

        return source.Outputs.All(part => part.Shape.Rank == input.Rank) && source.Outputs.Sum(part => (long)part.Shape.ElementCount) == input.ElementCount
            ? new SplitV()
            : source.Contradiction($"SPLIT_V cannot cut {input} into {string.Join(", ", source.Outputs.Select(part => part.Shape))}");
    }
}
