using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class MulReader
{
    public static Operator? Read(OperatorSource source) =>
        ArithmeticReader.Read(source, source.Options(new MulOptions(TfLiteActivation.None)).Activation, activation => new Mul(activation));
}
