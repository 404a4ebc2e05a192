using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class BatchMatMulReader
{
    public static Operator? Read(OperatorSource source)
    {
        BatchMatMulOptions options = source.Options(new BatchMatMulOptions(false, false));
        var product = new BatchMatMul(options.AdjointX, options.AdjointY);
        Shape x = source.Inputs[0]!.Shape, y = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        return product.InferOutput(x, y) == output ? product : source.Contradiction($"{product} cannot multiply {x} and {y} to {output}");
    }
}
