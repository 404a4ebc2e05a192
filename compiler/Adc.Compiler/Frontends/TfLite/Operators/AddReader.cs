using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class AddReader
{
    public static Operator? Read(OperatorSource source) =>
        ArithmeticReader.Read(source, source.Options(new AddOptions(TfLiteActivation.None)).Activation, activation => new Add(activation));
}
