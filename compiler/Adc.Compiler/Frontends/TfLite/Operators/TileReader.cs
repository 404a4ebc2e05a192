using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class TileReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbersPerAxis(source, 1, "multiples", input.Rank))
        {
            return null;
        }

        return output.Rank == input.Rank && Enumerable.Range(0, input.Rank).All(axis => input[axis] > 0 && output[axis] % input[axis] == 0)
            ? new Tile()
            : source.Contradiction($"TILE cannot repeat {input} to {output}");
    }
}
