using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>A layer as the configuration of its model lists it.</summary>
/// <param name="Place">Its place among the layers of its class.</param>
/// <param name="Settings">Its own configuration, a part of <paramref name="Source"/>.</param>
internal sealed record KerasEntry(string ClassName, string Name, string Place, JsonElement Settings, JsonElement Source)
{
    public bool IsInput => ClassName == "InputLayer";

    /// <summary>True for a model that is used as a layer.</summary>
    public bool IsModel => ClassName is "Sequential" or "Functional" or "Model";

    public static KerasEntry Of(JsonElement source, KerasPlaces places)
    {
        string kind = source.GetProperty("class_name").GetString() ?? "";
        JsonElement settings = source.GetProperty("config");
        return new KerasEntry(kind, settings.GetProperty("name").GetString() ?? "", places.Next(kind), settings, source);
    }

    /// <summary>The shape that the layer says its input has, with a batch of 1; null when it leaves extents open.</summary>
    public Shape? InputShape() => ShapeIn(Settings, "batch_input_shape") ?? ShapeIn(Settings, "batch_shape");

    /// <summary>A setting [batch, extents...] as a shape with a batch of 1; null when it is missing or leaves extents open.</summary>
    public static Shape? ShapeIn(JsonElement settings, string key)
    {
        if (!settings.TryGetProperty(key, out JsonElement shape) || shape.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        int[] extents = [.. shape.EnumerateArray().Skip(1).Select(extent => extent.ValueKind == JsonValueKind.Number ? extent.GetInt32() : 0)];
        return extents.All(extent => extent > 0) ? Shape.Of([1, .. extents]) : null;
    }

    /// <summary>Every call of the layer in its model; a shared layer is called several times.</summary>
    public IEnumerable<KerasCall> Calls() => Source.GetProperty("inbound_nodes").EnumerateArray()
        .Select((node, index) => new KerasCall(this, index, [.. KerasTensorName.Arguments(node)]));
}
