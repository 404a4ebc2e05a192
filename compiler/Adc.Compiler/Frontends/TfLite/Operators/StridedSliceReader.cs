using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class StridedSliceReader
{
    public static Operator? Read(OperatorSource source)
    {
        StridedSliceOptions options = source.Options(new StridedSliceOptions(0, 0, 0, 0, 0));
        if (options.EllipsisMask != 0 || options.NewAxisMask != 0 || options.Offset)
        {
            return source.Refuse("STRIDED_SLICE with an ellipsis, a new axis or offsets is not supported");
        }

        return new StridedSlice(options.BeginMask, options.EndMask, options.ShrinkAxisMask);
    }
}
