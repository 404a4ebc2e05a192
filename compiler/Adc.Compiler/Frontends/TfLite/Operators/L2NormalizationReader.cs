using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class L2NormalizationReader
{
    public static Operator? Read(OperatorSource source)
    {
        TfLiteActivation activation = source.Options(new L2NormOptions(TfLiteActivation.None)).Activation;
        if (activation != TfLiteActivation.None)
        {
            return source.Refuse($"L2_NORMALIZATION with fused {activation} is not supported; TensorFlow Lite Micro has none either");
        }

        return ElementwiseShapes.Agree(source) ? new L2Normalization() : null;
    }
}
