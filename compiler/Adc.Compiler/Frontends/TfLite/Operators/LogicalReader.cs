using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class LogicalReader
{
    public static Operator? ReadAnd(OperatorSource source) => Read(source, isAnd: true);

    public static Operator? ReadOr(OperatorSource source) => Read(source, isAnd: false);

    private static Logical? Read(OperatorSource source, bool isAnd) =>
        BroadcastShapes.ElementsAgree(source) && BroadcastShapes.Agree(source) ? new Logical(isAnd) : null;
}
