using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class BroadcastToReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbersPerAxis(source, 1, "a shape", output.Rank))
        {
            return null;
        }

        int added = output.Rank - input.Rank;
        return added >= 0 && Enumerable.Range(0, input.Rank).All(axis => input[axis] == 1 || input[axis] == output[added + axis])
            ? new BroadcastTo()
            : source.Contradiction($"BROADCAST_TO cannot repeat {input} to {output}");
    }
}
