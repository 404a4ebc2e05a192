using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>Draws operands that broadcast.</summary>
internal static class BroadcastDraw
{
    /// <summary>What the library's kernels allow.</summary>
    public const int MostAxes = 4;

    /// <summary>A shape that broadcasts with another one, to that or to something larger.</summary>
    public static Shape Partner(LayerDraft draft, Shape shape)
    {
        Shape part = Part(draft, shape);
        int[] widened = [.. part.Extents.Select(extent => extent == 1 && draft.OneIn(3) ? draft.Random.Next(1, 4) : extent)];
        for (int axis = 0; axis < widened.Length; axis++)
        {
            int own = shape[shape.Rank - widened.Length + axis];
            widened[axis] = own == 1 ? widened[axis] : part[axis];
        }

        return widened.Length == shape.Rank && shape.Rank < MostAxes && draft.OneIn(4) ? Shape.Of([draft.Random.Next(1, 4), .. widened]) : Shape.Of(widened);
    }

    /// <summary>A shape that broadcasts to another one: the same, without outer axes, with some axes of extent 1.</summary>
    public static Shape Part(LayerDraft draft, Shape shape)
    {
        if (draft.OneIn(3))
        {
            return shape;
        }

        int missing = draft.OneIn(2) ? 0 : draft.Random.Next(shape.Rank);
        return new(shape.Extents.Skip(missing).Select(extent => draft.OneIn(3) ? 1 : extent).ToSequence());
    }

    /// <summary>An operand of a type: another input, a constant, or something computed so far.</summary>
    public static Value Operand(LayerDraft draft, TensorType type)
    {
        Value[] computed = [.. draft.Values.Where(value => value.Type == type)];
        return computed.Length > 0 && draft.OneIn(2) ? draft.Any(computed)
            : draft.OneIn(2) ? new Value(draft.RandomConstant(type), type)
            : draft.Input(type);
    }

    /// <summary>The shape that two shapes broadcast to.</summary>
    public static Shape Result(Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        int Extent(Shape shape, int axis) => axis < rank - shape.Rank ? 1 : shape[axis - rank + shape.Rank];
        return new(Enumerable.Range(0, rank).Select(axis => Extent(a, axis) == 1 ? Extent(b, axis) : Extent(a, axis)).ToSequence());
    }
}
