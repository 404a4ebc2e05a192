using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SpaceToBatchNdReader
{
    public static Operator? Read(OperatorSource source) => BlockShapes.Agree(source, "paddings") ? new SpaceToBatchNd() : null;
}
