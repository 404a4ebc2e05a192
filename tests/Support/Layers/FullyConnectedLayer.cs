using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>FULLY_CONNECTED on int8: batches, with and without bias and activation.</summary>
internal sealed class FullyConnectedLayer : RandomLayer
{
    public override string Name => nameof(FullyConnected);

    public override TensorType AnyInput(LayerDraft draft) => draft.AnyInt8(Shape.Of(draft.OneIn(3) ? 3 : 1, draft.Random.Next(1, 40)));

    public override bool Accepts(TensorType type) => type is { Element: ElementType.Int8, Shape.Rank: > 0 };

    public override void Add(LayerDraft draft, Value input)
    {
        int columns = input.Shape.Extents[^1], rows = draft.Random.Next(1, 20);
        float weightScale = 0.01f * draft.Near1(), sumScale = input.Type.Quantization!.Scale * weightScale;
        TensorId weights = draft.RandomConstant(new(ElementType.Int8, Shape.Of(rows, columns), Quantization.PerTensor(weightScale, 0)));
        TensorId bias = draft.OneIn(3) ? TensorId.None : draft.Constant(
            new TensorType(ElementType.Int32, Shape.Of(rows), Quantization.PerTensor(sumScale, 0)),
            [.. Enumerable.Range(0, rows).Select(_ => draft.Random.Next(-500 * columns, 500 * columns))]);
        float typicalSum = MathF.Sqrt(columns) * 70 * 70 * sumScale;
        draft.Add(
            new FullyConnected(draft.AnyActivation()), draft.AnyInt8(Shape.Of(input.Shape.ElementCount / columns, rows), typicalSum / 60 * draft.Near1()),
            input.Id, weights, bias);
    }
}
