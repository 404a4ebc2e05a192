using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>A layer while it is read: its configuration, its weights, and the graph that it adds to.</summary>
/// <param name="Inputs">What it reads, in the order of its calls.</param>
internal sealed record KerasLayer(
    string ClassName, string Name, JsonElement Settings, IReadOnlyList<KerasArray> Weights, IReadOnlyList<TensorId> Inputs, KerasGraph Graph, Origin Origin)
{
    public TensorId Input => Inputs.Count == 1 ? Inputs[0] : throw new KerasRefusalException($"it has {Inputs.Count} inputs instead of one");

    public Shape InputShape => Graph.ShapeOf(Input);

    /// <summary>The input's extents [batch, height, width, channels].</summary>
    public Shape Images => ChannelsLast(4, "images must be [batch,height,width,channels]");

    /// <summary>The input's extents [batch, steps, channels].</summary>
    public Shape Sequences => ChannelsLast(3, "sequences must be [batch,steps,channels]");

    /// <summary>Applies an operator; the result has the layer's name.</summary>
    public TensorId Add(Operator @operator, Shape output, params TensorId[] inputs) => Graph.Add(@operator, Name, output, Origin, inputs);

    /// <summary>A weight that must be there, of so many axes.</summary>
    public KerasArray Weight(int index, int rank) => index < Weights.Count && Weights[index].Shape.Count == rank
        ? Weights[index]
        : throw new KerasRefusalException($"weight {index} is missing or has not {rank} axes");

    /// <summary>Applies an operator whose result is not float32.</summary>
    public TensorId Add(Operator @operator, TensorType output, params TensorId[] inputs) => Graph.Add(@operator, Name, output, Origin, inputs);

    /// <summary>A constant vector of float32, one for all elements or one for each channel.</summary>
    public TensorId Constant(string part, params float[] values) => Graph.Constant($"{Name}/{part}", Shape.Of(values.Length), values);

    /// <summary>A constant vector of int32.</summary>
    public TensorId Integers(string part, params int[] values) => Graph.Constant($"{Name}/{part}", Shape.Of(values.Length), values);

    public string Text(string key, string missing) => Setting(key) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => throw new KerasRefusalException($"its setting '{key}' is none of Keras's own names"),
    };

    public bool Flag(string key, bool missing) => Setting(key) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } flag => flag.GetBoolean(),
        _ => throw new KerasRefusalException($"its setting '{key}' is neither true nor false"),
    };

    public float Real(string key, float missing) => Setting(key) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.Number } number when float.IsFinite(number.GetSingle()) => number.GetSingle(),
        _ => throw new KerasRefusalException($"its setting '{key}' is no number"),
    };

    /// <summary>A setting; null when it is missing or null.</summary>
    public JsonElement? Setting(string key) =>
        Settings.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A number, or the only element of a list.</summary>
    public int Integer(string key, int missing) => Integers(key) switch
    {
        null => missing,
        [int only] => only,
        _ => throw new KerasRefusalException($"its setting '{key}' has several numbers instead of one"),
    };

    /// <summary>Two numbers; one stands for both.</summary>
    public (int First, int Second) Pair(string key, int missing) => Integers(key) switch
    {
        null => (missing, missing),
        [int first, int second] => (first, second),
        [int both] => (both, both),
        _ => throw new KerasRefusalException($"its setting '{key}' is neither one number nor two"),
    };

    /// <summary>All numbers of a list, or the number itself; null when the setting is missing.</summary>
    public int[]? Integers(string key)
    {
        if (Setting(key) is not JsonElement value)
        {
            return null;
        }

        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return items.All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? [.. items.Select(item => item.GetInt32())]
            : throw new KerasRefusalException($"its setting '{key}' is no number and no list of numbers");
    }

    private Shape ChannelsLast(int rank, string expected) => InputShape is Shape shape && shape.Rank == rank && Text("data_format", "channels_last") == "channels_last"
        ? shape
        : throw new KerasRefusalException($"it reads {InputShape} in the order '{Text("data_format", "channels_last")}'; {expected}");
}
