using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>The layers that join, cut, repeat and reorder tensors.</summary>
internal static class MovingLayers
{
    private static readonly ElementType[] Every =
        [ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64, ElementType.Float32, ElementType.Bool];

    private static readonly ElementType[] Numbers = [.. Every.Where(element => element != ElementType.Bool)];

    private static readonly ElementType[] Common = [ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64, ElementType.Float32];

    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        Of("BatchToSpaceNd", BatchToSpace, 3, 4, shape => shape[0] % 4 == 0, Common),
        Of("BroadcastTo", BroadcastTo, 1, 5, _ => true, Every),
        Of("Concatenation", Concatenation, 1, 5, _ => true, Every),
        new MovingLayer(
            "DepthToSpace", draft => Shape.Of(draft.AnyShape(3).Extents.Append(4 * draft.Random.Next(1, 4)).ToArray()),
            shape => shape.Rank == 4 && shape[3] % 4 == 0, DepthToSpace, Common),
        new MovingLayer("Fill", _ => Shape.Of(), shape => shape.Rank == 0, Fill, ElementType.Int32, ElementType.Int64, ElementType.Float32, ElementType.Bool),
        Of("MirrorPad", MirrorPad, 1, 5, _ => true, ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64, ElementType.Float32),
        Of("Pack", Pack, 0, 4, _ => true, Numbers),
        Of("Pad", (draft, input) => Pad(draft, input, hasValue: false), 1, 4, _ => true, Numbers),
        Of("Pad with a value", (draft, input) => Pad(draft, input, hasValue: true), 1, 4, _ => true, Numbers),
        Of("Slice", Slice, 1, 5, _ => true, Every),
        Of("SpaceToBatchNd", SpaceToBatch, 3, 4, _ => true, Common),
        new MovingLayer(
            "SpaceToDepth", draft => draft.AnyShape(4, 3) is var shape ? Shape.Of(shape[0], 2 * shape[1], 2 * shape[2], shape[3]) : shape,
            shape => shape.Rank == 4 && shape[1] % 2 == 0 && shape[2] % 2 == 0, SpaceToDepth, Common),
        Of("Split", Split, 1, 5, _ => true, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Float32),
        Of("SplitV", SplitV, 1, 5, _ => true, Numbers),
        Of("StridedSlice", (draft, input) => new RandomSlice(draft, input.Shape).Add(input), 1, 4, _ => true, Every),
        Of("Tile", Tile, 1, 4, _ => true, ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64, ElementType.Float32, ElementType.Bool),
        Of("Transpose", Transpose, 1, 5, _ => true, Every),
        Of("Unpack", Unpack, 1, 5, _ => true, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Float32, ElementType.Bool),
    ];

    private static MovingLayer Of(
        string name, Action<LayerDraft, Value> add, int fewestAxes, int mostAxes, Func<Shape, bool> accepts, params ElementType[] elements) => new(
        name, draft => AnyShape(draft, fewestAxes, mostAxes, accepts), shape => shape.Rank >= fewestAxes && shape.Rank <= mostAxes && accepts(shape), add, elements);

    private static Shape AnyShape(LayerDraft draft, int fewestAxes, int mostAxes, Func<Shape, bool> accepts)
    {
        int rank = draft.Random.Next(fewestAxes, mostAxes + 1);
        Shape shape;
        do
        {
            shape = draft.AnyShape(rank, rank > 4 ? 3 : 6);
        }
        while (!accepts(shape));
        return shape;
    }

    private static int AnyAxis(LayerDraft draft, Value input) => draft.Random.Next(input.Shape.Rank);

    /// <summary>An axis as operands name it: some count from the end.</summary>
    private static int Spelled(LayerDraft draft, int axis, Value input) => draft.OneIn(2) ? axis : axis - input.Shape.Rank;

    private static Shape With(Shape shape, int axis, int extent) => new(new(shape.Extents.Items.SetItem(axis, extent)));

    private static TensorId Vector(LayerDraft draft, bool mayBeInt64, params int[] numbers) => mayBeInt64 && draft.OneIn(4)
        ? draft.Constant(new TensorType(ElementType.Int64, Shape.Of(numbers.Length)), Array.ConvertAll(numbers, number => (long)number))
        : draft.Int32s(numbers);

    private static TensorId Pairs(LayerDraft draft, int[] numbers) =>
        draft.Constant(new TensorType(ElementType.Int32, Shape.Of(numbers.Length / 2, 2)), numbers);

    private static TensorId Scalar(LayerDraft draft, int number) => draft.Constant(GraphDraft.Int32(), number);

    private static int[] AnyMargins(LayerDraft draft, Shape shape, Func<int, int> most) =>
        [.. Enumerable.Range(0, 2 * shape.Rank).Select(i => draft.OneIn(3) ? 0 : draft.Random.Next(0, most(i / 2) + 1))];

    private static Shape Padded(Shape shape, int[] margins) =>
        new(shape.Extents.Select((extent, axis) => extent + margins[2 * axis] + margins[(2 * axis) + 1]).ToSequence());

    private static void Pad(LayerDraft draft, Value input, bool hasValue)
    {
        int[] margins = AnyMargins(draft, input.Shape, _ => 3);
        TensorId[] value = hasValue ? [draft.RandomConstant(input.Type with { Shape = Shape.Of() })] : [];
        draft.Add(new Pad(), input.Type with { Shape = Padded(input.Shape, margins) }, [input.Id, Pairs(draft, margins), .. value]);
    }

    private static void MirrorPad(LayerDraft draft, Value input)
    {
        bool repeats = draft.OneIn(2);
        int[] margins = AnyMargins(draft, input.Shape, axis => Math.Min(3, input.Shape[axis] - (repeats ? 0 : 1)));
        margins = [.. margins.Select((margin, i) => i < 6 ? margin : 0)]; // at most three axes
        draft.Add(new MirrorPad(repeats), input.Type with { Shape = Padded(input.Shape, margins) }, input.Id, Pairs(draft, margins));
    }

    private static void Concatenation(LayerDraft draft, Value input)
    {
        int axis = AnyAxis(draft, input), extent = 0;
        List<TensorId> parts = [];
        int own = draft.Random.Next(4);
        for (int i = 0; i < 4; i++)
        {
            TensorType type = input.Type with { Shape = With(input.Shape, axis, draft.Random.Next(1, 4)) };
            Value part = i == own || draft.OneIn(5) ? input : new(draft.OneIn(2) ? draft.RandomConstant(type) : draft.Input(type).Id, type);
            parts.Add(part.Id);
            extent += part.Shape[axis];
        }

        draft.Add(new Concatenation(axis), input.Type with { Shape = With(input.Shape, axis, extent) }, [.. parts]);
    }

    private static void Pack(LayerDraft draft, Value input)
    {
        int axis = draft.Random.Next(input.Shape.Rank + 1), count = draft.Random.Next(1, 4), own = draft.Random.Next(count);
        TensorId[] parts = [.. Enumerable.Range(0, count).Select(i =>
            i == own ? input.Id : draft.OneIn(2) ? draft.RandomConstant(input.Type) : draft.Input(input.Type).Id)];
        draft.Add(new Pack(axis), input.Type with { Shape = new(new(input.Shape.Extents.Items.Insert(axis, count))) }, parts);
    }

    private static void Unpack(LayerDraft draft, Value input)
    {
        int axis = AnyAxis(draft, input);
        TensorType part = input.Type with { Shape = new(new(input.Shape.Extents.Items.RemoveAt(axis))) };
        draft.AddMany(new Unpack(axis), [.. Enumerable.Repeat(part, input.Shape[axis])], input.Id);
    }

    private static void Split(LayerDraft draft, Value input)
    {
        int axis = AnyAxis(draft, input), extent = input.Shape[axis];
        int count = draft.Any([.. Enumerable.Range(1, extent).Where(parts => extent % parts == 0)]);
        TensorType part = input.Type with { Shape = With(input.Shape, axis, extent / count) };
        draft.AddMany(new Split(), [.. Enumerable.Repeat(part, count)], Scalar(draft, Spelled(draft, axis, input)), input.Id);
    }

    private static void SplitV(LayerDraft draft, Value input)
    {
        int axis = AnyAxis(draft, input);
        List<int> sizes = [];
        for (int left = input.Shape[axis]; left > 0; left -= sizes[^1])
        {
            sizes.Add(draft.Random.Next(1, left + 1));
        }

        int open = draft.Random.Next(2 * sizes.Count);
        draft.AddMany(
            new SplitV(), [.. sizes.Select(size => input.Type with { Shape = With(input.Shape, axis, size) })],
            input.Id, Vector(draft, mayBeInt64: true, [.. sizes.Select((size, i) => i == open ? -1 : size)]), Scalar(draft, Spelled(draft, axis, input)));
    }

    private static void Slice(LayerDraft draft, Value input)
    {
        int[] begin = [.. input.Shape.Extents.Select(extent => draft.Random.Next(extent))];
        int[] size = [.. input.Shape.Extents.Select((extent, axis) => draft.Random.Next(1, extent - begin[axis] + 1))];
        int[] spelled = [.. size.Select((length, axis) => begin[axis] + length == input.Shape[axis] && draft.OneIn(2) ? -1 : length)];
        bool wide = draft.OneIn(4);
        TensorId Numbers(int[] numbers) => wide
            ? draft.Constant(new TensorType(ElementType.Int64, Shape.Of(numbers.Length)), Array.ConvertAll(numbers, number => (long)number))
            : draft.Int32s(numbers);
        draft.Add(new Slice(), input.Type with { Shape = new(size.ToSequence()) }, input.Id, Numbers(begin), Numbers(spelled));
    }

    private static void Transpose(LayerDraft draft, Value input)
    {
        int[] permutation = [.. Enumerable.Range(0, input.Shape.Rank)];
        draft.Random.Shuffle(permutation);
        draft.Add(
            new Transpose(), input.Type with { Shape = new(permutation.Select(axis => input.Shape[axis]).ToSequence()) },
            input.Id, draft.Int32s(permutation));
    }

    private static void SpaceToBatch(LayerDraft draft, Value input)
    {
        int axes = input.Shape.Rank - 2;
        int[] block = [.. Enumerable.Range(0, axes).Select(_ => draft.Random.Next(1, 4))], margins = new int[2 * axes];
        int[] extents = [.. input.Shape.Extents];
        for (int i = 0; i < axes; i++)
        {
            margins[2 * i] = draft.Random.Next(3);
            int partial = (extents[1 + i] + margins[2 * i]) % block[i];
            margins[(2 * i) + 1] = (partial == 0 ? 0 : block[i] - partial) + (draft.OneIn(3) ? block[i] : 0);
            extents[1 + i] = (extents[1 + i] + margins[2 * i] + margins[(2 * i) + 1]) / block[i];
            extents[0] *= block[i];
        }

        draft.Add(new SpaceToBatchNd(), input.Type with { Shape = Shape.Of(extents) }, input.Id, draft.Int32s(block), Pairs(draft, margins));
    }

    private static void BatchToSpace(LayerDraft draft, Value input)
    {
        int axes = input.Shape.Rank - 2, places = draft.Any(1, 2, 4);
        int[] block = axes == 1 ? [places] : places == 4 ? draft.Any<int[]>([4, 1], [2, 2], [1, 4]) : draft.Any<int[]>([1, places], [places, 1]);
        int[] crops = new int[2 * axes], extents = [.. input.Shape.Extents];
        extents[0] /= places;
        for (int i = 0; i < axes; i++)
        {
            int whole = extents[1 + i] * block[i];
            crops[2 * i] = draft.Random.Next(Math.Min(3, whole));
            crops[(2 * i) + 1] = draft.Random.Next(Math.Min(3, whole - crops[2 * i]));
            extents[1 + i] = whole - crops[2 * i] - crops[(2 * i) + 1];
        }

        draft.Add(new BatchToSpaceNd(), input.Type with { Shape = Shape.Of(extents) }, input.Id, draft.Int32s(block), Pairs(draft, crops));
    }

    private static void SpaceToDepth(LayerDraft draft, Value input)
    {
        int block = draft.OneIn(4) ? 1 : 2;
        draft.Add(new SpaceToDepth(block), input.Type with { Shape = Shape.Of(input.Shape[0], input.Shape[1] / block, input.Shape[2] / block, input.Shape[3] * block * block) }, input.Id);
    }

    private static void DepthToSpace(LayerDraft draft, Value input)
    {
        int block = draft.OneIn(4) ? 1 : 2;
        draft.Add(new DepthToSpace(block), input.Type with { Shape = Shape.Of(input.Shape[0], input.Shape[1] * block, input.Shape[2] * block, input.Shape[3] / block / block) }, input.Id);
    }

    private static void Tile(LayerDraft draft, Value input)
    {
        int[] multiples = [.. input.Shape.Extents.Select((_, axis) => axis < 3 ? draft.Random.Next(1, 4) : 1)]; // more take more loops than there are
        draft.Random.Shuffle(multiples);
        draft.Add(
            new Tile(), input.Type with { Shape = new(input.Shape.Extents.Zip(multiples, (extent, times) => extent * times).ToSequence()) },
            input.Id, Vector(draft, mayBeInt64: true, multiples));
    }

    private static void BroadcastTo(LayerDraft draft, Value input)
    {
        int[] extents =
        [
            .. Enumerable.Range(0, draft.Random.Next(3)).Select(_ => draft.Random.Next(1, 4)),
            .. input.Shape.Extents.Select(extent => extent == 1 ? draft.Random.Next(1, 5) : extent),
        ];
        draft.Add(new BroadcastTo(), input.Type with { Shape = Shape.Of(extents) }, input.Id, Vector(draft, mayBeInt64: true, extents));
    }

    private static void Fill(LayerDraft draft, Value input)
    {
        int[] extents = [.. draft.AnyShape(draft.Random.Next(1, 5)).Extents];
        draft.Add(new Fill(), input.Type with { Shape = Shape.Of(extents) }, Vector(draft, mayBeInt64: true, extents), input.Id);
    }
}
