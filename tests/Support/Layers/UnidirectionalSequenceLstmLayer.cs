using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>UNIDIRECTIONAL_SEQUENCE_LSTM on int8: batches, both orders of batch and time, cell states of several scales, with and without clip.</summary>
/// <param name="saturates">Weights are so large that gates leave their int16.</param>
internal sealed class UnidirectionalSequenceLstmLayer(bool saturates) : RandomLayer
{
    public override string Name => nameof(UnidirectionalSequenceLstm) + (saturates ? " saturated" : "");

    public override Agreement WithLibrary => saturates
        ? Agreement.None("beyond int16 the library clamps a gate's two products together, TensorFlow Lite Micro each on its own")
        : Agreement.Within(1, "the library evaluates the gates' functions by polynomials, not tables, and rounds products once, not twice");

    public override TensorType AnyInput(LayerDraft draft) =>
        draft.AnyInt8(Shape.Of(draft.OneIn(3) ? 2 : 1, draft.Random.Next(1, 5), draft.Random.Next(1, 9)), 0.02f * draft.Near1());

    public override bool Accepts(TensorType type) => type is { Element: ElementType.Int8, Shape.Rank: 3, Quantization.Scale: > 0.005f and < 0.1f };

    public override void Add(LayerDraft draft, Value input)
    {
        bool isTimeMajor = draft.OneIn(2);
        int batch = input.Shape[isTimeMajor ? 1 : 0], inputs = input.Shape[2], units = draft.Random.Next(1, 7);
        var hidden = new TensorType(ElementType.Int8, Shape.Of(batch, units), Quantization.PerTensor(draft.Any(1f, 1f, 0.7f) / 128, draft.Any(0, 0, -127, 127, -3)));
        var cell = new TensorType(ElementType.Int16, Shape.Of(batch, units), Quantization.PerTensor(MathF.ScaleB(1, -draft.Random.Next(9, 16)), 0));
        List<TensorId> weights = [], biases = [];

        // Either product of a gate stays within 2, far from the 8 at which its int16 ends.
        float weightScale = saturates ? 0.02f : MathF.Min(0.01f, 2f / 128 / 2.8f / MathF.Max(inputs * 255 * input.Type.Quantization!.Scale, units * 255 * hidden.Quantization!.Scale));
        foreach (int columns in (int[])[inputs, inputs, inputs, inputs, units, units, units, units])
        {
            weights.Add(draft.RandomConstant(new(ElementType.Int8, Shape.Of(units, columns), Quantization.PerTensor(weightScale * draft.Near1(), 0))));
        }

        for (int gate = 0; gate < 4; gate++)
        {
            float scale = input.Type.Quantization!.Scale * weightScale;
            biases.Add(draft.Constant(
                new TensorType(ElementType.Int32, Shape.Of(units), Quantization.PerTensor(scale, 0)),
                [.. Enumerable.Range(0, units).Select(_ => draft.Random.Next(-3_000, 3_000))]));
        }

        byte zero = unchecked((byte)hidden.Quantization!.ZeroPoint);
        TensorId before = draft.State(hidden, new ConstantData(Enumerable.Repeat(zero, hidden.SizeInBytes).ToArray())), cellBefore = draft.State(cell);
        draft.AddStateful(
            new UnidirectionalSequenceLstm(isTimeMajor, draft.OneIn(3) ? draft.Near1() : 0), hidden with { Shape = input.Shape.WithLast(units) },
            [input.Id, .. weights, .. biases, before, cellBefore], before, cellBefore);
    }
}
