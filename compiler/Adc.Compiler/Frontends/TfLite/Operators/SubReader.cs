using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SubReader
{
    public static Operator? Read(OperatorSource source) =>
        ArithmeticReader.Read(source, source.Options(new SubOptions(TfLiteActivation.None)).Activation, activation => new Sub(activation));
}
