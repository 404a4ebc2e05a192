using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Unwinds from a layer that adc has no meaning for to <see cref="KerasFrontend"/>, which reports it with its place.</summary>
internal sealed class KerasRefusalException(string message) : Exception(message);

/// <summary>A layer while it is read: its configuration, its weights, and the graph that it adds to.</summary>
/// <param name="Inputs">What it reads, in the order of its calls.</param>
internal sealed record KerasLayer(
    string ClassName, string Name, JsonElement Settings, IReadOnlyList<KerasArray> Weights, IReadOnlyList<TensorId> Inputs, KerasGraph Graph, Origin Origin)
{
    public TensorId Input => Inputs.Count == 1 ? Inputs[0] : throw new KerasRefusalException($"it has {Inputs.Count} inputs instead of one");

    public Shape InputShape => Graph.ShapeOf(Input);

    /// <summary>The input's extents [batch, height, width, channels].</summary>
    public Shape Images => InputShape is { Rank: 4 } shape && Text("data_format", "channels_last") == "channels_last"
        ? shape
        : throw new KerasRefusalException($"it reads {InputShape} in the order '{Text("data_format", "channels_last")}'; images must be [batch,height,width,channels]");

    /// <summary>Applies an operator; the result has the layer's name.</summary>
    public TensorId Add(Operator @operator, Shape output, params TensorId[] inputs) => Graph.Add(@operator, Name, output, Origin, inputs);

    /// <summary>A weight that must be there, of so many axes.</summary>
    public KerasArray Weight(int index, int rank) => index < Weights.Count && Weights[index].Shape.Count == rank
        ? Weights[index]
        : throw new KerasRefusalException($"weight {index} is missing or has not {rank} axes");

    public string Text(string key, string missing) =>
        Settings.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : missing;

    public bool Flag(string key, bool missing) =>
        Settings.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : missing;

    public float Real(string key, float missing) =>
        Settings.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : missing;

    /// <summary>A number, or the only element of a list.</summary>
    public int Integer(string key, int missing) => Integers(key) is [int only] ? only : missing;

    /// <summary>Two numbers; one stands for both.</summary>
    public (int First, int Second) Pair(string key, int missing) => Integers(key) switch
    {
        [int first, int second] => (first, second),
        [int both] => (both, both),
        _ => (missing, missing),
    };

    /// <summary>All numbers of a list, or the number itself; null when there is nothing of the kind.</summary>
    public int[]? Integers(string key)
    {
        if (!Settings.TryGetProperty(key, out JsonElement value))
        {
            return null;
        }

        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return items.All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)) ? [.. items.Select(item => item.GetInt32())] : null;
    }
}
