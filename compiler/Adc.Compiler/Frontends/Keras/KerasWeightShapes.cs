using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>The weights that Keras creates for a layer, from its settings and its input alone.</summary>
internal static class KerasWeightShapes
{
    /// <summary>Elements of all weights of a model together: 1 GiB of float32.</summary>
    public const long MostElements = 1 << 28;

    /// <summary>Weights of zeros for a layer.</summary>
    /// <param name="elementsLeft">At most so many elements; more are refused.</param>
    public static KerasArray[] Blank(KerasLayer layer, long elementsLeft)
    {
        List<KerasArray> arrays = [];
        foreach (int[] shape in Of(layer))
        {
            Int128 elements = shape.Aggregate((Int128)1, (product, extent) => Int128.Min(product * extent, MostElements + 1));
            if (shape.Any(extent => extent < 1) || elements > elementsLeft)
            {
                throw new KerasRefusalException($"its weight [{string.Join(",", shape)}] is empty, or more than 1 GiB together with the others");
            }

            elementsLeft -= (long)elements;
            arrays.Add(new KerasArray(layer.Name, shape, new float[(int)elements]));
        }

        return [.. arrays];
    }

    /// <summary>Shapes in the order in which Keras creates the weights; none for layers that have none.</summary>
    private static IEnumerable<int[]> Of(KerasLayer layer) => layer.ClassName switch
    {
        "Dense" => WithBias(layer, [Channels(layer), Units(layer, "units")]),
        "Conv1D" => WithBias(layer, [layer.Integer("kernel_size", 1), Depth(layer), Units(layer, "filters")]),
        "Conv2D" => WithBias(layer, [.. Window(layer), Depth(layer), Units(layer, "filters")]),
        "Conv2DTranspose" => WithBias(layer, [.. Window(layer), Units(layer, "filters"), Channels(layer)]),
        "DepthwiseConv2D" => WithBias(layer, [.. Window(layer), Channels(layer), layer.Integer("depth_multiplier", 1)]),
        "SeparableConv2D" =>
        [
            [.. Window(layer), Channels(layer), layer.Integer("depth_multiplier", 1)],
            .. WithBias(layer, [1, 1, Channels(layer) * layer.Integer("depth_multiplier", 1), Units(layer, "filters")]),
        ],
        "BatchNormalization" => Enumerable.Repeat<int[]>(
            [Channels(layer)], 2 + (layer.Flag("scale", missing: true) ? 1 : 0) + (layer.Flag("center", missing: true) ? 1 : 0)),
        "PReLU" => [[.. layer.InputShape.Extents.Select((extent, axis) => (layer.Integers("shared_axes") ?? []).Contains(axis) ? 1 : extent).Skip(1)]],
        _ => [],
    };

    /// <summary>The kernel, and the bias as long as its outputs unless the layer says that it has none.</summary>
    private static IEnumerable<int[]> WithBias(KerasLayer layer, int[] kernel)
    {
        int outputs = layer.ClassName switch
        {
            "Conv2DTranspose" => kernel[2],
            "DepthwiseConv2D" => kernel[2] * kernel[3],
            _ => kernel[^1],
        };
        return layer.Flag("use_bias", missing: true) ? [kernel, [outputs]] : [kernel];
    }

    private static int Channels(KerasLayer layer) => layer.InputShape.Extents[^1];

    private static int Depth(KerasLayer layer) => Channels(layer) / Math.Max(1, layer.Integer("groups", 1));

    private static int Units(KerasLayer layer, string key) => layer.Integer(key, 0);

    private static int[] Window(KerasLayer layer) => layer.Pair("kernel_size", 1) is (int height, int width) ? [height, width] : [];
}
