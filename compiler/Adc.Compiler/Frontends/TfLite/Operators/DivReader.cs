using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class DivReader
{
    public static Operator? Read(OperatorSource source) =>
        ArithmeticReader.Read(source, source.Options(new DivOptions(TfLiteActivation.None)).Activation, activation => new Div(activation));
}
