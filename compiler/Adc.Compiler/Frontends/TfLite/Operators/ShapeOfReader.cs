using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ShapeOfReader
{
    public static Operator? Read(OperatorSource source) =>
        source.Outputs[0].Shape == Shape.Of(source.Inputs[0]!.Shape.Rank)
            ? new ShapeOf()
            : source.Contradiction($"SHAPE of a tensor with {source.Inputs[0]!.Shape.Rank} axes has output shape {source.Outputs[0].Shape}");
}
