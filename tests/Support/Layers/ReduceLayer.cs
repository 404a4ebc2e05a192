using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>MEAN, SUM or REDUCE_MAX along any axes: none, all, named twice or from the end; often the height and width of images.</summary>
internal sealed class ReduceLayer(Reduction reduction, ElementType element = ElementType.Int8) : RandomLayer
{
    public override string Name => $"{nameof(Reduce)} {reduction}{(element == ElementType.Int8 ? "" : $" {element}")}";

    public override Agreement WithLibrary => element == ElementType.Int8 || reduction == Reduction.Max
        ? Agreement.BitForBit
        : Agreement.WithinRelative(1e-5, "the library adds in another order");

    public override bool HasTarget => element == ElementType.Int8;

    public override TensorType AnyInput(LayerDraft draft)
    {
        Shape shape = draft.OneIn(2) ? draft.AnyImages() : draft.AnyShape(draft.Random.Next(1, 6), 5);
        return element == ElementType.Int8 ? draft.AnyInt8(shape) : new TensorType(element, shape);
    }

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank is > 0 and < 6;

    public override void Add(LayerDraft draft, Value input)
    {
        int rank = input.Shape.Rank;

        // The library's mean of float32 crashes without axes, and where they are not in order.
        int fewest = element == ElementType.Float32 && reduction == Reduction.Mean ? 1 : 0;
        int[] axes = rank == 4 && draft.OneIn(2)
            ? draft.Any<int[]>([1, 2], [2, 1], [-3, -2])
            : [.. Enumerable.Range(0, draft.Random.Next(fewest, rank + 2)).Select(_ => draft.Random.Next(-rank, rank))];
        if (element == ElementType.Float32)
        {
            axes = [.. axes.Select(axis => axis < 0 ? axis + rank : axis).Distinct().Order()];
        }

        var reduce = new Reduce(reduction, KeepDimensions: draft.OneIn(2));
        Sequence<bool> reduced = Reduce.Reduced(input.Shape, axes)!;
        Shape shape = reduce.InferOutput(input.Shape, reduced);
        int count = input.Shape.ElementCount / Math.Max(1, shape.ElementCount);
        bool keepsQuantization = reduction == Reduction.Max || draft.OneIn(3);
        draft.Add(
            reduce, keepsQuantization ? input.Type with { Shape = shape } : draft.Like(input.Type, shape, reduction == Reduction.Sum ? MathF.Sqrt(count) : 1),
            input.Id, draft.Int32s(axes));
    }
}
