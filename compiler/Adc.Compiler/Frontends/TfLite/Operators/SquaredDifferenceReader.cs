using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SquaredDifferenceReader
{
    public static Operator? Read(OperatorSource source) =>
        BroadcastShapes.ElementsAgree(source) && BroadcastShapes.Agree(source) ? new SquaredDifference() : null;
}
