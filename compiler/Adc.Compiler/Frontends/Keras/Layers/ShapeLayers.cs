using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Layers that only arrange elements.</summary>
internal static class ShapeLayers
{
    public static TensorId ReadFlatten(KerasLayer layer) => layer.Text("data_format", "channels_last") == "channels_last"
        ? layer.Add(new Reshape(), Shape.Of(1, layer.InputShape.ElementCount), layer.Input)
        : throw new KerasRefusalException("it flattens images whose channels come first");

    public static TensorId ReadReshape(KerasLayer layer)
    {
        const int Open = -1;
        int[] target = layer.Integers("target_shape") ?? throw new KerasRefusalException("it has no target shape");
        int known = target.Where(extent => extent != Open).Aggregate(1, (product, extent) => checked(product * Math.Max(0, extent)));
        int all = layer.InputShape.ElementCount;
        int[] extents = [1, .. target.Select(extent => extent == Open && known > 0 ? all / known : extent)];
        return target.Count(extent => extent == Open) <= 1 && extents.All(extent => extent > 0) && Shape.Of(extents).ElementCount == all
            ? layer.Add(new Reshape(), Shape.Of(extents), layer.Input)
            : throw new KerasRefusalException($"it cannot turn {layer.InputShape} into [{string.Join(",", target)}]");
    }

    public static TensorId ReadZeroPadding(KerasLayer layer)
    {
        Shape images = layer.Images;
        (int top, int bottom, int left, int right) = Sides(layer, "padding", 1);
        TensorId amounts = layer.Graph.Constant($"{layer.Name}/padding", Shape.Of(4, 2), [0, 0, top, bottom, left, right, 0, 0]);
        return layer.Add(new Pad(), Shape.Of(images[0], images[1] + top + bottom, images[2] + left + right, images[3]), layer.Input, amounts);
    }

    public static TensorId ReadCropping(KerasLayer layer)
    {
        Shape images = layer.Images;
        (int top, int bottom, int left, int right) = Sides(layer, "cropping", 0);
        Shape output = Shape.Of(images[0], Math.Max(0, images[1] - top - bottom), Math.Max(0, images[2] - left - right), images[3]);
        return layer.Add(new Slice(), output, layer.Input, layer.Integers("begin", 0, top, left, 0), layer.Integers("size", [.. output.Extents]));
    }

    /// <summary>'dims' counts the axes behind the batch from 1.</summary>
    public static TensorId ReadPermute(KerasLayer layer)
    {
        int[] axes = [0, .. layer.Integers("dims") ?? []];
        return axes.Order().SequenceEqual(Enumerable.Range(0, layer.InputShape.Rank))
            ? layer.Add(new Transpose(), Shape.Of([.. axes.Select(axis => layer.InputShape[axis])]), layer.Input, layer.Integers("dims", axes))
            : throw new KerasRefusalException($"it cannot reorder the axes of {layer.InputShape} as [{string.Join(",", axes.Skip(1))}]");
    }

    /// <summary>One number for all sides, two for heights and widths, or two pairs.</summary>
    private static (int Top, int Bottom, int Left, int Right) Sides(KerasLayer layer, string key, int missing)
    {
        JsonElement[] pairs = layer.Setting(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
        int[] amounts = pairs is [{ ValueKind: JsonValueKind.Array }, { ValueKind: JsonValueKind.Array }]
            ? [.. pairs.SelectMany(pair => pair.EnumerateArray().Select(item => item.GetInt32()))]
            : layer.Pair(key, missing) is (int height, int width) ? [height, height, width, width] : [];
        return amounts is [int top, int bottom, int left, int right] && amounts.All(amount => amount is >= 0 and <= 1 << 20)
            ? (top, bottom, left, right)
            : throw new KerasRefusalException($"its {key} must be four numbers: top, bottom, left, right");
    }
}
