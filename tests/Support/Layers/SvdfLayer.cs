using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>SVDF on int8 with a state of int16 or int8: batches, ranks, memories down to one step, with and without bias.</summary>
internal sealed class SvdfLayer(ElementType state) : RandomLayer
{
    public override string Name => state == ElementType.Int16 ? nameof(Svdf) : $"{nameof(Svdf)} int8 state";

    public override Agreement WithLibrary => state == ElementType.Int16 ? Agreement.BitForBit : Agreement.None("the library has no SVDF with a state of int8");

    public override TensorType AnyInput(LayerDraft draft) => draft.AnyInt8(Shape.Of(draft.OneIn(3) ? 2 : 1, draft.Random.Next(1, 20)));

    public override bool Accepts(TensorType type) => type is { Element: ElementType.Int8, Shape.Rank: 2 };

    public override void Add(LayerDraft draft, Value input)
    {
        int batch = input.Shape[0], inputs = input.Shape[1], rank = draft.Random.Next(1, 4), units = draft.Random.Next(1, 8), memory = draft.Random.Next(1, 7);
        int filters = rank * units;
        bool isWide = state == ElementType.Int16;
        float featureScale = 0.01f * draft.Near1(), timeScale = (isWide ? 1e-4f : 0.01f) * draft.Near1();
        float typicalSum = MathF.Sqrt(inputs) * 70 * 70 * input.Type.Quantization!.Scale * featureScale;
        float stateScale = typicalSum / (isWide ? 10_000 : 60) * draft.Near1(), biasScale = stateScale * timeScale;
        var stateType = new TensorType(
            state, Shape.Of(batch, filters * memory), Quantization.PerTensor(stateScale, isWide ? 0 : draft.Any(-128, 0, 0, 5, 127)));
        TensorId feature = draft.RandomConstant(new(ElementType.Int8, Shape.Of(filters, inputs), Quantization.PerTensor(featureScale, 0)));
        TensorId time = Time(draft, new TensorType(state, Shape.Of(filters, memory), Quantization.PerTensor(timeScale, 0)));
        int largestBias = isWide ? 100_000_000 : 20_000;
        TensorId bias = draft.Constant(
            new TensorType(ElementType.Int32, Shape.Of(units), Quantization.PerTensor(biasScale, 0)),
            [.. Enumerable.Range(0, units).Select(_ => draft.Random.Next(-largestBias, largestBias))]);
        bool hasBias = isWide || !draft.OneIn(4); // the library's check of scales asks for one
        float typicalOutput = MathF.Sqrt(rank * memory) * (isWide ? 10_000f * 6_000 : 60f * 70) * biasScale;
        byte zero = isWide ? (byte)0 : unchecked((byte)stateType.Quantization!.ZeroPoint);
        TensorId before = draft.State(stateType, new ConstantData(Enumerable.Repeat(zero, stateType.SizeInBytes).ToArray()));

        // RELU is what the library asks for, though only the zero point of the output clamps.
        draft.AddStateful(
            new Svdf(rank, Activation.Relu), draft.AnyInt8(Shape.Of(batch, units), typicalOutput / 60 * draft.Near1()),
            [input.Id, feature, time, hasBias ? bias : TensorId.None, before], before);
    }

    // Sums of more products than these leave 32 bits, which the format does not define.
    private static TensorId Time(LayerDraft draft, TensorType type) => type.Element == ElementType.Int8
        ? draft.RandomConstant(type)
        : draft.Constant(type, [.. Enumerable.Range(0, type.Shape.ElementCount).Select(_ => (short)draft.Random.Next(-3_600, 3_600))]);
}
