using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>The layers that choose elements, resize images, or turn elements into other types.</summary>
internal static class IndexingLayers
{
    private static readonly ElementType[] Castable =
        [ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64, ElementType.Float32, ElementType.Bool];

    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        new MovingLayer(
            "ArgMax", AnyShape, shape => shape.Rank is > 0 and < 5, (draft, input) => Arg(draft, input, new ArgMax()), ElementType.Int8, ElementType.Float32),
        new MovingLayer(
            "ArgMin", AnyShape, shape => shape.Rank is > 0 and < 5, (draft, input) => Arg(draft, input, new ArgMin()), ElementType.Int8, ElementType.Float32),
        new MovingLayer("Cast", AnyShape, shape => shape.Rank > 0, Cast, Castable),
        new MovingLayer(
            "Gather", AnyShape, shape => shape.Rank is > 0 and < 5, Gather,
            ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64, ElementType.Float32, ElementType.Bool),
        new MovingLayer("ResizeBilinear", draft => draft.AnyImages(), IsImages, Bilinear, ElementType.Int8),
        new MovingLayer("ResizeBilinear float32", draft => draft.AnyImages(), IsImages, Bilinear, ElementType.Float32)
            .WithoutTarget()
            .Agreeing(Agreement.WithinRelative(1e-6, "the library adds the four products in another order")),
        new MovingLayer(
            "ResizeNearestNeighbor", draft => draft.AnyImages(), IsImages, Nearest,
            ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Float32),
    ];

    private static Shape AnyShape(LayerDraft draft) => draft.AnyShape(draft.Random.Next(1, 5), 10);

    private static bool IsImages(Shape shape) => shape.Rank == 4;

    private static void Arg(LayerDraft draft, Value input, Operator @operator)
    {
        int axis = draft.Random.Next(input.Shape.Rank);
        draft.Add(
            @operator, new TensorType(draft.Any(ElementType.Int32, ElementType.Int64), new(new(input.Shape.Extents.Items.RemoveAt(axis)))),
            input.Id, draft.Constant(GraphDraft.Int32(), draft.OneIn(2) ? axis : axis - input.Shape.Rank));
    }

    private static void Cast(LayerDraft draft, Value input)
    {
        ElementType[] to = [.. Castable.Where(to => (input.Type.Element, to) is not ((ElementType.Float32, ElementType.Int64) or (ElementType.Int64, ElementType.Float32)))];
        draft.Add(new Cast(), MovingLayer.TypeOf(draft, draft.Any(to), input.Shape), input.Id);
    }

    private static void Gather(LayerDraft draft, Value input)
    {
        int axis = draft.Random.Next(input.Shape.Rank), batches = draft.OneIn(3) ? draft.Random.Next(axis + 1) : 0, extent = input.Shape[axis];
        Shape indices = Shape.Of([.. input.Shape.Extents.Take(batches), .. draft.AnyShape(draft.Random.Next(3), 4).Extents]);
        TensorType type = GraphDraft.Int32([.. indices.Extents]);
        TensorId places = extent > 8 // computed ones run from 0 to 8
            ? draft.Input(type).Id
            : draft.Constant(type, [.. Enumerable.Range(0, indices.ElementCount).Select(_ => draft.Random.Next(extent))]);
        draft.Add(
            new Gather(axis, batches),
            input.Type with { Shape = Shape.Of([.. input.Shape.Extents.Take(axis), .. indices.Extents.Skip(batches), .. input.Shape.Extents.Skip(axis + 1)]) },
            input.Id, places);
    }

    private static void Bilinear(LayerDraft draft, Value input)
    {
        bool corners = draft.OneIn(3);
        Resize(draft, input, new ResizeBilinear(corners, !corners && draft.OneIn(2)));
    }

    private static void Nearest(LayerDraft draft, Value input)
    {
        bool corners = draft.OneIn(3);
        Resize(draft, input, new ResizeNearestNeighbor(corners, draft.OneIn(2)));
    }

    private static void Resize(LayerDraft draft, Value input, Operator @operator)
    {
        int height = draft.OneIn(3) ? 2 * input.Shape[1] : draft.Random.Next(1, 14), width = draft.OneIn(3) ? 2 * input.Shape[2] : draft.Random.Next(1, 14);
        draft.Add(@operator, input.Type with { Shape = Shape.Of(input.Shape[0], height, width, input.Shape[3]) }, input.Id, draft.Int32s(height, width));
    }
}
