using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>SELECT_V2 on elements of any size, each of its three operands repeated or not.</summary>
internal sealed class SelectLayer : RandomLayer
{
    public override string Name => nameof(SelectV2);

    public override TensorType AnyInput(LayerDraft draft)
    {
        Shape shape = draft.AnyShape(draft.Random.Next(1, 5), largest: 5);
        return draft.Any(
            draft.AnyInt8(shape), draft.AnyInt16(shape), new(ElementType.Float32, shape), new(ElementType.Bool, shape), new(ElementType.Int32, shape),
            new(ElementType.Int64, shape));
    }

    public override bool Accepts(TensorType type) => type.Shape.Rank is > 0 and <= BroadcastDraw.MostAxes;

    public override void Add(LayerDraft draft, Value input)
    {
        Value other = BroadcastDraw.Operand(draft, input.Type with { Shape = BroadcastDraw.Partner(draft, input.Shape) });
        (Value x, Value y) = draft.OneIn(2) ? (input, other) : (other, input);
        Shape data = BroadcastDraw.Result(x.Shape, y.Shape);
        Value condition = BroadcastDraw.Operand(draft, new(ElementType.Bool, BroadcastDraw.Partner(draft, data)));
        draft.Add(new SelectV2(), input.Type with { Shape = BroadcastDraw.Result(condition.Shape, data) }, condition.Id, x.Id, y.Id);
    }
}
