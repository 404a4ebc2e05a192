using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class PreluReader
{
    public static Operator? Read(OperatorSource source)
    {
        if (!BroadcastShapes.ElementsAgree(source) || !BroadcastShapes.Agree(source))
        {
            return null;
        }

        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        return input == output
            ? new Prelu()
            : source.Contradiction($"PRELU of a tensor {input} has slopes {source.Inputs[1]!.Shape}, which would repeat it to {output}");
    }
}
