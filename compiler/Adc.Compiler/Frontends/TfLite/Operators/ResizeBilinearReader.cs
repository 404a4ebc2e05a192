using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ResizeBilinearReader
{
    public static Operator? Read(OperatorSource source)
    {
        ResizeBilinearOptions options = source.Options(new ResizeBilinearOptions(false, false));
        if (options.AlignCorners && options.HalfPixelCenters)
        {
            return source.Refuse("RESIZE_BILINEAR that aligns corners and has half-pixel centers has no meaning");
        }

        return ResizedShapes.Agree(source) ? new ResizeBilinear(options.AlignCorners, options.HalfPixelCenters) : null;
    }
}
