using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class FillReader
{
    public static Operator? Read(OperatorSource source)
    {
        if (!OperandShapes.AreNumbersPerAxis(source, 0, "a shape", source.Outputs[0].Shape.Rank))
        {
            return null;
        }

        return source.Inputs[1]!.Shape.ElementCount == 1
            ? new Fill()
            : source.Contradiction($"FILL needs one value, found {source.Inputs[1]!.Shape}");
    }
}
