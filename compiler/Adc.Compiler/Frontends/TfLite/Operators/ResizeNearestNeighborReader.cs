using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ResizeNearestNeighborReader
{
    public static Operator? Read(OperatorSource source)
    {
        ResizeNearestNeighborOptions options = source.Options(new ResizeNearestNeighborOptions(false, false));
        return ResizedShapes.Agree(source) ? new ResizeNearestNeighbor(options.AlignCorners, options.HalfPixelCenters) : null;
    }
}
