using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>FULLY_CONNECTED on int16 with int8 weights and a bias.</summary>
/// <param name="hasAnyBias">Draws a bias of int32 and none too, not only int64.</param>
internal sealed class FullyConnectedInt16Layer(bool isPerChannel, bool hasAnyBias) : RandomLayer
{
    public override string Name => $"{nameof(FullyConnected)} int16{(isPerChannel ? " with scales per channel" : hasAnyBias ? " with an int32 bias or none" : "")}";

    public override Agreement WithLibrary => isPerChannel ? Agreement.None("the library has one scale for all weights") : Agreement.BitForBit;

    public override TensorType AnyInput(LayerDraft draft) => draft.AnyInt16(Shape.Of(draft.OneIn(3) ? 3 : 1, draft.Random.Next(1, 40)));

    public override bool Accepts(TensorType type) => type is { Element: ElementType.Int16, Shape.Rank: > 0 };

    public override void Add(LayerDraft draft, Value input)
    {
        int columns = input.Shape.Extents[^1], rows = draft.Random.Next(2, 20);
        float inputScale = input.Type.Quantization!.Scale, typicalSum = MathF.Sqrt(columns) * 70 * 20_000;
        float[] scales = [.. Enumerable.Range(0, isPerChannel ? rows : 1).Select(_ => 0.01f * draft.Near1())];
        var zeros = Enumerable.Repeat(0, scales.Length).ToSequence();
        TensorId weights = draft.RandomConstant(new(ElementType.Int8, Shape.Of(rows, columns), new Quantization(scales.ToSequence(), zeros)));
        var biasScales = new Quantization(scales.Select(scale => inputScale * scale).ToSequence(), zeros);
        int[] values = [.. Enumerable.Range(0, rows).Select(_ => draft.Random.Next(-(int)typicalSum, (int)typicalSum))];
        TensorId bias = hasAnyBias && draft.OneIn(4) ? TensorId.None
            : hasAnyBias && draft.OneIn(3) ? draft.Constant(new TensorType(ElementType.Int32, Shape.Of(rows), biasScales), values)
            : draft.Constant(new TensorType(ElementType.Int64, Shape.Of(rows), biasScales), Array.ConvertAll(values, value => (long)value));
        draft.Add(
            new FullyConnected(draft.AnyActivation()),
            draft.AnyInt16(Shape.Of(input.Shape.ElementCount / columns, rows), typicalSum * inputScale * scales[0] / 15_000 * draft.Near1()),
            input.Id, weights, bias);
    }
}
