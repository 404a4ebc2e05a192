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
        bool boundsFit = call.Inputs.Count == 4 && call.Inputs.Skip(1).All(
            bounds => bounds?.Type.Element == ElementType.Int32 && bounds.Type.Shape.ElementCount == shape.Rank);
        if (call.CommonElement is null || !boundsFit)
        {
            return null;
        }

        int[] begin = IntegerElements.Read(call.Input(1)), end = IntegerElements.Read(call.Input(2));
        int[] stride = IntegerElements.Read(call.Input(3));
        if (stride.Contains(0))
        {
            return null;
        }

        // Offsets of the chosen elements, from the outermost axis inwards.
        IEnumerable<int> offsets = [0];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int extent = shape[axis];
            IReadOnlyList<int> positions = HasBit(@operator.ShrinkAxisMask, axis)
                ? One(begin[axis], extent)
                : Range(
                    HasBit(@operator.BeginMask, axis) ? null : begin[axis],
                    HasBit(@operator.EndMask, axis) ? null : end[axis],
                    stride[axis],
                    extent);
            offsets = offsets.SelectMany(outer => positions.Select(position => (outer * extent) + position)).ToList();
        }

        List<int> chosen = offsets.ToList();
        if (chosen.Count != call.Output.Shape.ElementCount)
        {
            return null;
        }

        int size = call.Output.Element.SizeInBytes();
        return new ConstantData(chosen.SelectMany(offset => input.Data.Bytes.Slice(offset * size, size).ToArray()).ToArray());
    }

    private static bool HasBit(int mask, int axis) => (mask >> axis & 1) != 0;

    private static IReadOnlyList<int> One(int index, int extent)
    {
        int position = index < 0 ? index + extent : index;
        return position >= 0 && position < extent ? [position] : [];
    }

    /// <summary>Positions of a slice; null stands for a bound left open.</summary>
    private static List<int> Range(int? begin, int? end, int stride, int extent)
    {
        // A forward slice runs within [0, extent], a backward one within [-1, extent - 1].
        int least = stride > 0 ? 0 : -1, most = stride > 0 ? extent : extent - 1;
        int Bound(int index) => Math.Clamp(index < 0 ? index + extent : index, least, most);
        int first = begin is { } b ? Bound(b) : stride > 0 ? least : most;
        int last = end is { } e ? Bound(e) : stride > 0 ? most : least;

        var positions = new List<int>();
        for (long position = first; stride > 0 ? position < last : position > last; position += stride)
        {
            positions.Add((int)position);
        }

        return positions;
    }
}
