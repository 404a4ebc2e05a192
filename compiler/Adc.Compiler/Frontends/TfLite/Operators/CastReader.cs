using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The types in the options are ignored, as TensorFlow Lite ignores them: those of the tensors count.</summary>
internal static class CastReader
{
    public static Operator? Read(OperatorSource source) => ElementwiseShapes.Agree(source) ? new Cast() : null;
}
