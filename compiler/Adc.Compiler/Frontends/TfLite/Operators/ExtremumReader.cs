using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ExtremumReader
{
    public static Operator? ReadMaximum(OperatorSource source) => Read(source, isGreatest: true);

    public static Operator? ReadMinimum(OperatorSource source) => Read(source, isGreatest: false);

    private static Extremum? Read(OperatorSource source, bool isGreatest) =>
        BroadcastShapes.ElementsAgree(source) && BroadcastShapes.Agree(source) ? new Extremum(isGreatest) : null;
}
