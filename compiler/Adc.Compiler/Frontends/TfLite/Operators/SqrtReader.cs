using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SqrtReader
{
    public static Operator? Read(OperatorSource source) => ElementwiseShapes.Agree(source) ? new Sqrt() : null;
}
