using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>What the quantized convolutions have in common.</summary>
internal static class ConvolutionQuantization
{
    /// <summary>The factor from a sum of products to the output's scale, one per output channel; double throughout.</summary>
    public static Requantizer[] Requantizers(Quantization input, Quantization weights, Quantization output, int channels) =>
        [.. Enumerable.Range(0, channels).Select(channel =>
            Requantizer.Of((double)input.Scale * weights.Scales[weights.IsPerChannel ? channel : 0] / output.Scale))];

    /// <summary>Activations of one element type with one scale each, int8 weights with zero point 0 and one scale or one per channel.</summary>
    /// <param name="channelAxis">The axis of the weights that counts output channels.</param>
    public static bool IsQuantized(ElementType element, TensorType input, TensorType weights, TensorType output, int channelAxis) =>
        input is { Quantization.IsPerChannel: false } && output is { Quantization.IsPerChannel: false }
        && input.Element == element && output.Element == element
        && weights is { Element: ElementType.Int8, Quantization: { } by } && by.ZeroPoints.All(zeroPoint => zeroPoint == 0)
        && (!by.IsPerChannel || (by.Axis == channelAxis && by.Scales.Count == weights.Shape[channelAxis]));

    public static bool AreFloat32(params TensorType?[] types) => types.All(type => type?.Element is null or ElementType.Float32);
}
