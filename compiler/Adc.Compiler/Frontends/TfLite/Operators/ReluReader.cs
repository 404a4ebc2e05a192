using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ReluReader
{
    public static Operator? Read(OperatorSource source) => Read(source, Activation.Relu);

    public static Operator? ReadRelu6(OperatorSource source) => Read(source, Activation.Relu6);

    public static Operator? ReadReluN1To1(OperatorSource source) => Read(source, Activation.ReluN1To1);

    private static Relu? Read(OperatorSource source, Activation activation) => ElementwiseShapes.Agree(source) ? new Relu(activation) : null;
}
