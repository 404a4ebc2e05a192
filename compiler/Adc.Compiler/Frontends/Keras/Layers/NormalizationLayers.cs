using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Batch normalization at inference: a factor and an addend for each channel, computed in double.</summary>
internal static class NormalizationLayers
{
    public static TensorId Read(KerasLayer layer)
    {
        Shape shape = layer.InputShape;
        int channels = shape.Extents[^1], axis = layer.Integer("axis", -1), next = 0;
        if (axis != -1 && axis != shape.Rank - 1)
        {
            throw new KerasRefusalException($"it works along axis {axis}; the last one is supported");
        }

        KerasArray? gamma = layer.Flag("scale", missing: true) ? layer.Weight(next++, rank: 1) : null;
        KerasArray? beta = layer.Flag("center", missing: true) ? layer.Weight(next++, rank: 1) : null;
        KerasArray mean = layer.Weight(next++, rank: 1), variance = layer.Weight(next, rank: 1);
        if (new[] { gamma, beta, mean, variance }.Any(array => array is not null && array.Values.Length != channels))
        {
            throw new KerasRefusalException($"its weights are not for {channels:N0} channels");
        }

        double epsilon = layer.Real("epsilon", 0.001f);
        double[] factors = [.. Enumerable.Range(0, channels).Select(c => (gamma?.Values[c] ?? 1) / Math.Sqrt(variance.Values[c] + epsilon))];
        float[] addends = [.. Enumerable.Range(0, channels).Select(c => (float)((beta?.Values[c] ?? 0) - (mean.Values[c] * factors[c])))];
        TensorId factor = layer.Graph.Constant($"{layer.Name}/factor", Shape.Of(channels), Array.ConvertAll(factors, value => (float)value));
        TensorId addend = layer.Graph.Constant($"{layer.Name}/addend", Shape.Of(channels), addends);
        return layer.Add(new Add(), shape, layer.Add(new Mul(), shape, layer.Input, factor), addend);
    }

    /// <summary>x times a scale plus an offset, each one number or one for each channel.</summary>
    public static TensorId ReadRescaling(KerasLayer layer)
    {
        Shape shape = layer.InputShape;
        TensorId product = layer.Add(new Mul(), shape, layer.Input, layer.Constant("scale", Numbers(layer, "scale", 1)));
        return layer.Add(new Add(), shape, product, layer.Constant("offset", Numbers(layer, "offset", 0)));
    }

    private static float[] Numbers(KerasLayer layer, string key, float missing)
    {
        if (layer.Setting(key) is not JsonElement { ValueKind: JsonValueKind.Array } list)
        {
            return [layer.Real(key, missing)];
        }

        float[] numbers = [.. list.EnumerateArray().Select(item => item.GetSingle())];
        return numbers.Length == layer.InputShape.Extents[^1] && numbers.All(float.IsFinite)
            ? numbers
            : throw new KerasRefusalException($"its setting '{key}' has {numbers.Length} numbers for an input {layer.InputShape}");
    }
}
