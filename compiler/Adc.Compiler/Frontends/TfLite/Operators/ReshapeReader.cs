using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ReshapeReader
{
    // The file's own new_shape option is ignored, as TensorFlow Lite ignores it: the output's static shape counts.
    public static Operator? Read(OperatorSource source)
    {
        Shape from = source.Inputs[0]!.Shape, to = source.Outputs[0].Shape;
        return from.ElementCount == to.ElementCount
            ? new Reshape()
            : source.Contradiction($"RESHAPE turns {from.ElementCount} elements of {from} into {to.ElementCount} of {to}");
    }
}
