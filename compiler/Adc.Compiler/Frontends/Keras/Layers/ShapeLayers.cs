using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Layers that only arrange elements.</summary>
internal static class ShapeLayers
{
    public static TensorId ReadFlatten(KerasLayer layer) =>
        layer.Add(new Reshape(), Shape.Of(1, layer.InputShape.ElementCount), layer.Input);

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
        int[] padding = layer.Settings.TryGetProperty("padding", out var value) && value.ValueKind == System.Text.Json.JsonValueKind.Array
            ? [.. value.EnumerateArray().SelectMany(side => side.ValueKind == System.Text.Json.JsonValueKind.Array ? side.EnumerateArray().Select(item => item.GetInt32()) : [side.GetInt32(), side.GetInt32()])]
            : [.. Enumerable.Repeat(layer.Integer("padding", 1), 4)];
        if (padding.Length != 4 || padding.Any(amount => amount is < 0 or > 1 << 20))
        {
            throw new KerasRefusalException("its padding must be four numbers: top, bottom, left, right");
        }

        TensorId amounts = layer.Graph.Constant($"{layer.Name}/padding", Shape.Of(4, 2), [0, 0, padding[0], padding[1], padding[2], padding[3], 0, 0]);
        Shape output = Shape.Of(images[0], images[1] + padding[0] + padding[1], images[2] + padding[2] + padding[3], images[3]);
        return layer.Add(new Pad(), output, layer.Input, amounts);
    }
}
