using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>FULLY_CONNECTED on float32: batches, with and without bias and activation.</summary>
internal sealed class FloatFullyConnectedLayer : RandomLayer
{
    public override string Name => nameof(FullyConnected) + " float32";

    public override Agreement WithLibrary => Agreement.WithinRelative(2e-6, "the library adds in another order");

    public override TensorType AnyInput(LayerDraft draft) => GraphDraft.Float32(draft.OneIn(3) ? 3 : 1, draft.Random.Next(1, 40));

    public override bool Accepts(TensorType type) => type is { Element: ElementType.Float32, Shape.Rank: > 0 };

    public override void Add(LayerDraft draft, Value input)
    {
        int columns = input.Shape.Extents[^1], rows = draft.Random.Next(1, 20);
        TensorId weights = draft.RandomConstant(GraphDraft.Float32(rows, columns));
        TensorId bias = draft.OneIn(3) ? TensorId.None : draft.RandomConstant(GraphDraft.Float32(rows));
        draft.Add(new FullyConnected(draft.AnyActivation()), GraphDraft.Float32(input.Shape.ElementCount / columns, rows), input.Id, weights, bias);
    }
}
