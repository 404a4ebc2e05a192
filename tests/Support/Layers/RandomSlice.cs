using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>A STRIDED_SLICE: what it takes is drawn first, then one of the many ways to say so.</summary>
internal sealed class RandomSlice(LayerDraft draft, Shape shape)
{
    private const int MostAxes = 5; // of the library, new ones included

    private readonly List<int> begin = [], end = [], stride = [], extents = [];
    private int beginMask, endMask, shrinkMask, ellipsisMask, newAxisMask;

    public void Add(Value input)
    {
        int ellipsis = draft.OneIn(3) ? draft.Random.Next(shape.Rank + 1) : -1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (axis > 0 && ellipsisMask == 0 && draft.OneIn(10))
            {
                extents.AddRange(shape.Extents.Skip(axis)); // axes that nothing is said of
                break;
            }

            if (axis == ellipsis)
            {
                axis += Ellipsis(axis) - 1;
                ellipsis = -1;
                continue;
            }

            if (draft.OneIn(6) && shape.Rank + int.PopCount(newAxisMask) < MostAxes)
            {
                newAxisMask |= 1 << begin.Count;
                Say(draft.Random.Next(-3, 3), draft.Random.Next(-3, 3), 1);
                extents.Add(1);
            }

            AddAxis(shape[axis]);
        }

        draft.Add(
            new StridedSlice(beginMask, endMask, shrinkMask, ellipsisMask, newAxisMask), input.Type with { Shape = new(extents.ToSequence()) },
            input.Id, draft.Int32s([.. begin]), draft.Int32s([.. end]), draft.Int32s([.. stride]));
    }

    /// <summary>Stands for some axes; returns how many. The library misreads one that stands for none.</summary>
    private int Ellipsis(int axis)
    {
        int count = draft.Random.Next(1, shape.Rank - axis + 1);
        ellipsisMask |= 1 << begin.Count;
        Say(0, 0, 1);
        extents.AddRange(shape.Extents.Skip(axis).Take(count));
        return count;
    }

    private void AddAxis(int extent)
    {
        int first = draft.Random.Next(extent);
        if (draft.OneIn(6))
        {
            shrinkMask |= 1 << begin.Count;
            Say(FromAnyEnd(first, extent), draft.Random.Next(-3, 9), 1);
            return;
        }

        bool forwards = !draft.OneIn(3);
        int step = draft.Random.Next(1, 4), most = ((forwards ? extent - 1 - first : first) / step) + 1, count = draft.Random.Next(1, most + 1);
        int sign = forwards ? 1 : -1, last = first + ((count - 1) * step * sign), behind = last + (sign * draft.Random.Next(1, step + 1));
        if (first == (forwards ? 0 : extent - 1) && draft.OneIn(2))
        {
            beginMask |= 1 << begin.Count;
            first = draft.Random.Next(-9, 9); // of no meaning
        }
        else
        {
            first = FromAnyEnd(first, extent);
        }

        if (count == most && draft.OneIn(2))
        {
            endMask |= 1 << begin.Count;
            behind = draft.Random.Next(-9, 9);
        }
        else
        {
            behind = behind < 0 ? -extent - draft.Random.Next(1, 5) : behind < extent ? FromAnyEnd(behind, extent) : behind;
        }

        Say(first, behind, step * sign);
        extents.Add(count);
    }

    private int FromAnyEnd(int index, int extent) => draft.OneIn(2) ? index : index - extent;

    private void Say(int from, int to, int by)
    {
        begin.Add(from);
        end.Add(to);
        stride.Add(by);
    }
}
