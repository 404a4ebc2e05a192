using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class StridedSliceReader
{
    private const int MostPositions = 31; // the masks have 32 bits

    public static Operator? Read(OperatorSource source)
    {
        StridedSliceOptions options = source.Options(new StridedSliceOptions(0, 0, 0, 0, 0));
        if (int.PopCount(options.EllipsisMask) > 1)
        {
            return source.Refuse("STRIDED_SLICE with several ellipses has no meaning");
        }

        Shape begin = source.Inputs[1]!.Shape;
        if (begin.Rank != 1 || begin[0] > MostPositions || source.Inputs[2]!.Shape != begin || source.Inputs[3]!.Shape != begin)
        {
            return source.Contradiction(
                $"STRIDED_SLICE needs vectors of one length up to {MostPositions}, found {begin}, {source.Inputs[2]!.Shape} and {source.Inputs[3]!.Shape}");
        }

        return new StridedSlice(
            options.BeginMask, options.EndMask, options.ShrinkAxisMask, options.EllipsisMask, options.NewAxisMask, options.Offset);
    }
}
