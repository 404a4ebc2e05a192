using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ArgMinReader
{
    public static Operator? Read(OperatorSource source) => ReducedAxis.Agrees(source) ? new ArgMin() : null;
}
