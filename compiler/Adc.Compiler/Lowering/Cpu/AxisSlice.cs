using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>What a strided slice takes of one axis of its input.</summary>
/// <param name="First">Index of the first element.</param>
/// <param name="Stride">From one element to the next.</param>
/// <param name="Count">How many; 0 when the slice is empty.</param>
internal readonly record struct AxisSlice(int First, int Stride, int Count)
{
    /// <summary>A slice for each axis of the input; null when the operands are no vectors of one length, or name too many axes.</summary>
    public static IReadOnlyList<AxisSlice>? AllOf(Node node, Graph graph)
    {
        var slice = (StridedSlice)node.Operator;
        Shape shape = graph.TypeOf(node.Inputs[0]).Shape;
        int[]? begin = ConstantOperands.Numbers(node, graph, 1), end = ConstantOperands.Numbers(node, graph, 2);
        if (begin is null || end?.Length != begin.Length
            || ConstantOperands.Numbers(node, graph, 3, begin.Length) is not int[] stride || stride.Contains(0))
        {
            return null;
        }

        static bool Bit(int mask, int position) => ((mask >> position) & 1) != 0;
        int named = Enumerable.Range(0, begin.Length).Count(i => !Bit(slice.EllipsisMask, i) && !Bit(slice.NewAxisMask, i));
        if (named > shape.Rank)
        {
            return null;
        }

        List<AxisSlice> slices = [];
        void TakeWhole(int count)
        {
            for (int i = 0; i < count; i++)
            {
                slices.Add(new(0, 1, shape[slices.Count]));
            }
        }

        for (int i = 0; i < begin.Length; i++)
        {
            if (Bit(slice.EllipsisMask, i))
            {
                TakeWhole(shape.Rank - named);
            }
            else if (!Bit(slice.NewAxisMask, i))
            {
                slices.Add(One(
                    shape[slices.Count], Bit(slice.BeginMask, i) ? null : begin[i], Bit(slice.EndMask, i) ? null : end[i], stride[i],
                    Bit(slice.ShrinkAxisMask, i), slice.EndIsOffset));
            }
        }

        TakeWhole(shape.Rank - slices.Count);
        return slices;
    }

    private static AxisSlice One(int extent, int? begin, int? end, int stride, bool isSingle, bool endIsOffset)
    {
        bool forwards = stride > 0;
        long FromFront(long index) => index < 0 ? index + extent : index;
        long first = begin is int given ? FromFront(given) : forwards ? 0 : extent - 1;
        if (isSingle)
        {
            return first >= 0 && first < extent ? new((int)first, 1, 1) : default;
        }

        long low = forwards ? 0 : -1, high = forwards ? extent : extent - 1;
        first = Math.Clamp(first, low, high);
        long last = end is not int bound ? (forwards ? high : low) : Math.Clamp(FromFront(endIsOffset ? first + bound : bound), low, high);
        long distance = forwards ? last - first : first - last, step = Math.Abs((long)stride);
        return new((int)first, stride, distance <= 0 ? 0 : (int)((distance + step - 1) / step));
    }
}
