using System.Text.Json;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>What the configuration calls a tensor: a layer, which of its calls, which of its outputs.</summary>
internal readonly record struct KerasTensorName(string Layer, int Node, int Output)
{
    /// <summary>The names in a list of [layer, node, output], in one such triple, or in lists and maps of them.</summary>
    public static IEnumerable<KerasTensorName> In(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Object => list.EnumerateObject().SelectMany(entry => In(entry.Value)),
        _ when list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String => [Of(list)],
        _ => list.EnumerateArray().SelectMany(In),
    };

    /// <summary>The tensors of one call: Keras 2 lists triples, Keras 3 the arguments, each tensor with its history.</summary>
    public static IEnumerable<KerasTensorName> Arguments(JsonElement node) =>
        node.ValueKind == JsonValueKind.Array ? In(node) : Histories(node.GetProperty("args"));

    private static IEnumerable<KerasTensorName> Histories(JsonElement arguments) => arguments.EnumerateArray().SelectMany(argument =>
        argument.ValueKind == JsonValueKind.Array ? Histories(argument)
        : argument.ValueKind == JsonValueKind.Object ? [Of(argument.GetProperty("config").GetProperty("keras_history"))]
        : []);

    private static KerasTensorName Of(JsonElement triple) => new(triple[0].GetString()!, triple[1].GetInt32(), triple[2].GetInt32());
}

/// <param name="Node">Which call of the layer it is, from 0.</param>
internal sealed record KerasCall(KerasEntry Layer, int Node, IReadOnlyList<KerasTensorName> Inputs);

/// <summary>The calls of a functional model, to be made in the file's order as far as their inputs are there.</summary>
internal sealed class KerasCalls(IEnumerable<KerasCall> calls)
{
    private readonly Queue<KerasCall> ready = new(calls);
    private readonly Dictionary<KerasTensorName, List<KerasCall>> waiting = [];

    /// <summary>The next call whose inputs all have values; null when there is none left.</summary>
    public KerasCall? Next(IReadOnlyDictionary<KerasTensorName, TensorId> values)
    {
        while (ready.TryDequeue(out KerasCall? call))
        {
            int missing = call.Inputs.TakeWhile(values.ContainsKey).Count();
            if (missing == call.Inputs.Count)
            {
                Release(new KerasTensorName(call.Layer.Name, call.Node, 0));
                return call;
            }

            KerasTensorName first = call.Inputs[missing] with { Output = 0 };
            if (values.ContainsKey(first))
            {
                throw new KerasRefusalException($"the layer '{first.Layer}' has no output {call.Inputs[missing].Output}");
            }

            waiting.TryAdd(first, []);
            waiting[first].Add(call);
        }

        return null;
    }

    // The call at hand is made before the next one is asked for.
    private void Release(KerasTensorName made)
    {
        if (waiting.Remove(made, out List<KerasCall>? released))
        {
            released.ForEach(ready.Enqueue);
        }
    }
}
