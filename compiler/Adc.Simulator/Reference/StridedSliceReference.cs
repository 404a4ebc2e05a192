using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Takes every stride-th element between begin and end of each axis, as numpy's x[begin:end:stride].</summary>
internal static class StridedSliceReference
{
    public static ConstantData? Evaluate(StridedSlice @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        bool boundsFit = call.Inputs.Count == 4 && call.Inputs.Skip(1).All(bounds =>
            bounds?.Type is { Element: ElementType.Int32, Shape: { Rank: 1 } vector } && vector == call.Inputs[1]!.Type.Shape);
        if (call.CommonElement is null || !boundsFit || call.Input(1).Type.Shape[0] > 31 || IntegerElements.Read(call.Input(3)).Contains(0))
        {
            return null;
        }

        // Offsets of the chosen elements, from the outermost axis inwards.
        IEnumerable<int> offsets = [0];
        int axes = 0;
        foreach (Func<int, IReadOnlyList<int>> positionsOf in Choices(@operator, call))
        {
            if (axes == shape.Rank)
            {
                return null;
            }

            int extent = shape[axes++];
            IReadOnlyList<int> positions = positionsOf(extent);
            offsets = offsets.SelectMany(outer => positions.Select(position => (outer * extent) + position)).ToList();
        }

        List<int> chosen = offsets.ToList();
        if (axes != shape.Rank || chosen.Count != call.Output.Shape.ElementCount)
        {
            return null;
        }

        int size = call.Output.Element.SizeInBytes();
        return new ConstantData(chosen.SelectMany(offset => input.Data.Bytes.Slice(offset * size, size).ToArray()).ToArray());
    }

    /// <summary>For each axis of the input, in order, which of its positions are taken.</summary>
    private static IEnumerable<Func<int, IReadOnlyList<int>>> Choices(StridedSlice slice, Invocation call)
    {
        int[] begin = IntegerElements.Read(call.Input(1)), end = IntegerElements.Read(call.Input(2)), stride = IntegerElements.Read(call.Input(3));
        bool IsEllipsis(int i) => HasBit(slice.EllipsisMask, i);
        bool IsNewAxis(int i) => HasBit(slice.NewAxisMask, i) && !IsEllipsis(i);
        int whole = call.Input(0).Type.Shape.Rank - Enumerable.Range(0, begin.Length).Count(i => !IsEllipsis(i) && !IsNewAxis(i));
        for (int position = 0; position < begin.Length; position++)
        {
            int i = position;
            if (IsEllipsis(i))
            {
                for (; whole > 0; whole--)
                {
                    yield return All;
                }
            }
            else if (!IsNewAxis(i))
            {
                int? first = HasBit(slice.BeginMask, i) ? null : begin[i], last = HasBit(slice.EndMask, i) ? null : end[i];
                yield return HasBit(slice.ShrinkAxisMask, i)
                    ? extent => One(first ?? (stride[i] > 0 ? 0 : extent - 1), extent)
                    : extent => Range(first, last, slice.EndIsOffset, stride[i], extent);
            }
        }

        for (; whole > 0; whole--)
        {
            yield return All;
        }
    }

    private static bool HasBit(int mask, int position) => (mask >> position & 1) != 0;

    private static int[] All(int extent) => [.. Enumerable.Range(0, extent)];

    private static int[] One(int index, int extent)
    {
        int position = index < 0 ? index + extent : index;
        return position >= 0 && position < extent ? [position] : [];
    }

    /// <summary>Positions of a slice; null stands for a bound left open.</summary>
    private static List<int> Range(int? begin, int? end, bool endIsOffset, int stride, int extent)
    {
        // A forward slice runs within [0, extent], a backward one within [-1, extent - 1].
        int least = stride > 0 ? 0 : -1, most = stride > 0 ? extent : extent - 1;
        long Bound(long index) => Math.Clamp(index < 0 ? index + extent : index, least, most);
        long first = begin is { } b ? Bound(b) : stride > 0 ? least : most;
        var positions = new List<int>();
        long last = end is { } e ? Bound(endIsOffset ? first + e : e) : stride > 0 ? most : least;
        for (long position = first; stride > 0 ? position < last : position > last; position += stride)
        {
            positions.Add((int)position);
        }

        return positions;
    }
}
