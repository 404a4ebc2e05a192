using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Every stride-th element between begin and end along each axis, as numpy slices.</summary>
/// <remarks>
/// Inputs: x, begin, end, strides (int32 vectors of one length). Bit i of a mask concerns position i of these vectors:
/// <see cref="BeginMask"/> and <see cref="EndMask"/> ignore the bound, <see cref="ShrinkAxisMask"/> takes one element and drops the
/// axis, <see cref="EllipsisMask"/> stands for as many whole axes as are missing, <see cref="NewAxisMask"/> for a new axis of
/// extent 1 that no axis of x belongs to. Axes behind the last position are taken whole. With <see cref="EndIsOffset"/> end counts from begin.
/// </remarks>
public sealed record StridedSlice(
    int BeginMask = 0, int EndMask = 0, int ShrinkAxisMask = 0, int EllipsisMask = 0, int NewAxisMask = 0, bool EndIsOffset = false) : Operator
{
    public override string Name => "STRIDED_SLICE";

    public override Arity Arity => new(4, 4, 1);

    public override string Attributes => string.Join(
        ", ",
        [
            .. new (string Name, int Mask)[]
                { ("begin", BeginMask), ("end", EndMask), ("shrink", ShrinkAxisMask), ("ellipsis", EllipsisMask), ("new axis", NewAxisMask) }
                .Where(entry => entry.Mask != 0)
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} 0x{entry.Mask:x}")),
            .. EndIsOffset ? ["end is offset"] : Array.Empty<string>(),
        ]);
}
