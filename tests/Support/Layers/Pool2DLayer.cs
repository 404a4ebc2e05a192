using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>AVERAGE_POOL_2D or MAX_POOL_2D: windows of one, of whole images and beyond, strides, paddings, activations.</summary>
internal sealed class Pool2DLayer(Pooling pooling, ElementType element = ElementType.Int8) : RandomLayer
{
    public override string Name => $"{nameof(Pool2D)} {pooling}{(element == ElementType.Int8 ? "" : $" {element}")}";

    public override Agreement WithLibrary => element == ElementType.Float32 && pooling == Pooling.Average
        ? Agreement.WithinRelative(1e-6, "the library adds in another order")
        : Agreement.BitForBit;

    public override bool HasTarget => element == ElementType.Int8;

    public override TensorType AnyInput(LayerDraft draft)
    {
        Shape shape = draft.AnyImages();
        return element switch
        {
            ElementType.Int8 => draft.AnyInt8(shape),
            ElementType.Int16 => draft.AnyInt16(shape),
            _ => new TensorType(element, shape),
        };
    }

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank == 4;

    public override void Add(LayerDraft draft, Value input)
    {
        Padding padding = draft.Any(Padding.Same, Padding.Valid);
        int Kernel(int extent) => draft.OneIn(4) ? extent : draft.Random.Next(1, padding == Padding.Valid ? extent + 1 : extent + 3);
        var pool = new Pool2D(
            pooling, new Window(padding, draft.Random.Next(1, 4), draft.Random.Next(1, 4)), Kernel(input.Shape[1]), Kernel(input.Shape[2]), draft.AnyActivation());
        Shape output = Shape.Of(
            input.Shape[0], (int)pool.Vertical(input.Shape).Output, (int)pool.Horizontal(input.Shape).Output, input.Shape[3]);
        draft.Add(pool, input.Type with { Shape = output }, input.Id);
    }
}
