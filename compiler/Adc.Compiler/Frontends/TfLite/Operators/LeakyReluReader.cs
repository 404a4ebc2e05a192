using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class LeakyReluReader
{
    public static Operator? Read(OperatorSource source) =>
        ElementwiseShapes.Agree(source) ? new LeakyRelu(source.Options(new LeakyReluOptions(0)).Alpha) : null;
}
