using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>BATCH_MATMUL with constant and computed operands, either transposed, batches of one broadcast.</summary>
internal sealed class BatchMatMulLayer(ElementType element = ElementType.Int8) : RandomLayer
{
    private const int MostAxes = 4; // the library refuses more

    public override string Name => nameof(BatchMatMul) + (element == ElementType.Int8 ? "" : $" {element}");

    public override Agreement WithLibrary => element == ElementType.Int8
        ? Agreement.BitForBit
        : Agreement.WithinRelative(1e-5, "the library's matrix product adds in another order");

    public override bool HasTarget => element == ElementType.Int8;

    public override TensorType AnyInput(LayerDraft draft) => Any(draft, draft.AnyShape(draft.Random.Next(2, MostAxes + 1), 5));

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank is >= 2 and <= MostAxes;

    public override void Add(LayerDraft draft, Value input)
    {
        var product = new BatchMatMul(AdjointX: draft.OneIn(2), AdjointY: draft.OneIn(2));
        int depth = product.Depth(input.Shape), columns = draft.Random.Next(1, 6), rank = input.Shape.Rank;
        int[] batches = [.. input.Shape.Extents.Take(rank - 2).Select(extent => draft.OneIn(4) ? 1 : extent == 1 && draft.OneIn(2) ? 3 : extent)];
        int[] matrix = product.AdjointY ? [columns, depth] : [depth, columns];
        TensorType other = Any(draft, Shape.Of([.. draft.OneIn(3) ? batches.Skip(draft.Random.Next(rank - 1)) : batches, .. matrix]));
        TensorId y = draft.OneIn(2) ? draft.RandomConstant(other) : draft.Input(other).Id;
        Shape output = product.InferOutput(input.Shape, other.Shape)!;
        draft.Add(product, draft.Like(input.Type, output, MathF.Sqrt(depth) * 70 * (other.Quantization?.Scale ?? 1)), input.Id, y);
    }

    private TensorType Any(LayerDraft draft, Shape shape) => element == ElementType.Int8 ? draft.AnyInt8(shape) : new TensorType(element, shape);
}
