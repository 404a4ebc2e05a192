using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SliceReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbersPerAxis(source, 1, "a begin", input.Rank) || !OperandShapes.AreNumbersPerAxis(source, 2, "a size", input.Rank))
        {
            return null;
        }

        return output.Rank == input.Rank && Enumerable.Range(0, input.Rank).All(axis => output[axis] <= input[axis])
            ? new Slice()
            : source.Contradiction($"SLICE cannot cut {output} out of {input}");
    }
}
