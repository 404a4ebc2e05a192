using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Every stride-th element between begin and end along each axis, as numpy slices.</summary>
/// <remarks>
/// Inputs: x, begin, end, strides (int32 vectors). Bit i of a mask concerns axis i: <see cref="BeginMask"/> and
/// <see cref="EndMask"/> ignore the bound, <see cref="ShrinkAxisMask"/> takes one element and drops the axis.
/// </remarks>
public sealed record StridedSlice(int BeginMask = 0, int EndMask = 0, int ShrinkAxisMask = 0) : Operator
{
    public override string Name => "STRIDED_SLICE";

    public override Arity Arity => new(4, 4, 1);

    public override string Attributes => string.Join(", ", new (string Name, int Mask)[] { ("begin", BeginMask), ("end", EndMask), ("shrink", ShrinkAxisMask) }
        .Where(entry => entry.Mask != 0)
        .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} 0x{entry.Mask:x}")));
}
