using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>Dice that the convolutions share.</summary>
internal static class Convolutions
{
    /// <param name="TypicalSum">What a sum of products usually amounts to, as a real number.</param>
    public readonly record struct Operands(TensorId Weights, TensorId Bias, float TypicalSum);

    public static TensorType AnyImages(LayerDraft draft, ElementType element, int largestSide = 9)
    {
        Shape shape = draft.AnyImages(largestSide);
        return element switch
        {
            ElementType.Int8 => draft.AnyInt8(shape),
            ElementType.Int16 => draft.AnyInt16(shape),
            _ => new TensorType(element, shape),
        };
    }

    public static Window AnyWindow(LayerDraft draft, int mostDilation = 1) => new(
        draft.Any(Padding.Same, Padding.Valid), draft.Random.Next(1, 4), draft.Random.Next(1, 4),
        draft.Random.Next(1, mostDilation + 1), draft.Random.Next(1, mostDilation + 1));

    /// <summary>Weights and bias for an input.</summary>
    /// <param name="bias">Of quantized inputs.</param>
    /// <param name="channelAxis">The axis of the weights that counts output channels.</param>
    public static Operands AnyOperands(LayerDraft draft, Value input, Shape weights, ElementType bias, int channelAxis = 0)
    {
        int channels = weights[channelAxis], products = weights.ElementCount / channels;
        if (input.Type.Element == ElementType.Float32)
        {
            return new(
                draft.RandomConstant(new(ElementType.Float32, weights)), draft.RandomConstant(new(ElementType.Float32, Shape.Of(channels))), products);
        }

        float[] scales = [.. Enumerable.Range(0, draft.OneIn(3) ? 1 : channels).Select(_ => 0.01f * draft.Near1())];
        float inputScale = input.Type.Quantization!.Scale;
        float magnitude = MathF.Sqrt(products) * 70 * (input.Type.Element == ElementType.Int16 ? 20_000 : 70);
        var zeros = Enumerable.Repeat(0, scales.Length).ToSequence();
        var biasType = new TensorType(bias, Shape.Of(channels), new Quantization(scales.Select(scale => inputScale * scale).ToSequence(), zeros));
        int[] values = [.. Enumerable.Range(0, channels).Select(_ => draft.Random.Next(-(int)magnitude, (int)magnitude))];
        return new(
            draft.RandomConstant(new(ElementType.Int8, weights, new Quantization(scales.ToSequence(), zeros, scales.Length > 1 ? channelAxis : 0))),
            bias == ElementType.Int64 ? draft.Constant(biasType, Array.ConvertAll(values, value => (long)value)) : draft.Constant(biasType, values),
            magnitude * inputScale * scales[0]);
    }

    /// <summary>A type for sums: most results are inside its range.</summary>
    public static TensorType AnyOutput(LayerDraft draft, ElementType element, Shape shape, float typicalSum) => element switch
    {
        ElementType.Int8 => draft.AnyInt8(shape, typicalSum / 60 * draft.Near1()),
        ElementType.Int16 => draft.AnyInt16(shape, typicalSum / 15_000 * draft.Near1()),
        _ => new TensorType(element, shape),
    };
}
