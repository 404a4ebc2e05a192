using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SoftmaxReader
{
    public static Operator? Read(OperatorSource source)
    {
        float beta = source.Options(new SoftmaxOptions(1)).Beta;
        if (!float.IsFinite(beta) || beta <= 0)
        {
            return source.Refuse($"SOFTMAX has beta {beta}; it must be positive and finite");
        }

        return ElementwiseShapes.Agree(source) ? new Softmax(beta) : null;
    }
}
