using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Reads the layers of a model, and of models inside it, into one graph.</summary>
internal sealed class KerasReading(string fileName)
{
    /// <summary>Calls of layers in all models: more than any has, few enough for files made to exhaust time.</summary>
    private const int MostCalls = 10_000;

    private readonly List<KerasLayerSize> layers = [];
    private long blankElementsLeft = KerasWeightShapes.MostElements;
    private int calls;

    public KerasGraph Graph { get; } = new();

    /// <summary>The layers in the order of their calls.</summary>
    public IReadOnlyList<KerasLayerSize> Layers => layers;

    /// <param name="inputs">What a model inside another is called with; null for inputs of the graph.</param>
    /// <param name="prefix">What the names of its layers begin with: the names of the models around it.</param>
    /// <returns>The model's outputs.</returns>
    public TensorId[] ReadModel(JsonElement model, KerasWeights weights, TensorId[]? inputs, string prefix = "")
    {
        string kind = model.GetProperty("class_name").GetString() ?? "";
        JsonElement settings = model.GetProperty("config");
        var places = new KerasPlaces();
        KerasEntry[] layers = [.. settings.GetProperty("layers").EnumerateArray().Select(layer => KerasEntry.Of(layer, places))];
        return kind switch
        {
            "Sequential" => ReadSequential(settings, layers, weights, inputs, prefix),
            "Functional" or "Model" => ReadFunctional(settings, layers, weights, inputs, prefix),
            _ => throw new KerasRefusalException($"models of class '{Printable.Text(kind)}' are not read; Sequential and Functional are"),
        };
    }

    private TensorId[] ReadSequential(JsonElement settings, KerasEntry[] layers, KerasWeights weights, TensorId[]? inputs, string prefix)
    {
        TensorId? last = inputs is null ? null : inputs is [TensorId only] ? only : throw new KerasRefusalException($"it has {inputs.Length} inputs instead of one");
        foreach (KerasEntry layer in layers)
        {
            // The first layer may tell the input's shape itself, or the model when it was built.
            if (layer.IsInput)
            {
                last ??= Locate(layer, prefix, () => Graph.Input(prefix + layer.Name, layer.InputShape() ?? throw NoShape()));
                continue;
            }

            if (last is null && !layer.IsModel)
            {
                last = Locate(layer, prefix, () => Graph.Input($"{prefix}{layer.Name}_input", layer.InputShape() ?? KerasEntry.ShapeIn(settings, "build_input_shape") ?? throw NoShape()));
            }

            last = Call(layer, weights, last is TensorId input ? [input] : [], prefix) is [TensorId output] ? output
                : throw new KerasRefusalException($"the layer '{Printable.Text(layer.Name)}' of a Sequential model has several outputs");
        }

        return [last ?? throw new KerasRefusalException("a model has no layers")];
    }

    private TensorId[] ReadFunctional(JsonElement settings, KerasEntry[] layers, KerasWeights weights, TensorId[]? inputs, string prefix)
    {
        KerasTensorName[] ports = [.. KerasTensorName.In(settings.GetProperty("input_layers"))];
        if (inputs is not null && inputs.Length != ports.Length)
        {
            throw new KerasRefusalException($"a model with {ports.Length} inputs is called with {inputs.Length}");
        }

        Dictionary<KerasTensorName, TensorId> values = [];
        foreach ((int index, KerasTensorName port) in ports.Index())
        {
            KerasEntry layer = layers.First(candidate => candidate.Name == port.Layer);
            values[port] = inputs?[index] ?? Locate(layer, prefix, () => Graph.Input(prefix + layer.Name, layer.InputShape() ?? throw NoShape()));
        }

        var waiting = new KerasCalls(layers.Where(layer => !layer.IsInput).SelectMany(layer => layer.Calls()));
        while (waiting.Next(values) is KerasCall call)
        {
            TensorId[] results = Call(call.Layer, weights, [.. call.Inputs.Select(name => values[name])], prefix);
            foreach ((int index, TensorId result) in results.Index())
            {
                values[new KerasTensorName(call.Layer.Name, call.Node, index)] = result;
            }
        }

        return [.. KerasTensorName.In(settings.GetProperty("output_layers")).Select(name => values[name])];
    }

    private TensorId[] Call(KerasEntry layer, KerasWeights weights, TensorId[] inputs, string prefix)
    {
        if (++calls > MostCalls)
        {
            throw new KerasRefusalException($"the model calls more than {MostCalls} layers");
        }

        return Locate<TensorId[]>(layer, prefix, () =>
        {
            if (layer.IsModel)
            {
                return ReadModel(layer.Source, weights.Inside(layer.Name, layer.Place), inputs.Length == 0 ? null : inputs, $"{prefix}{layer.Name}/");
            }

            if (!KerasLayers.All.TryGetValue(layer.ClassName, out KerasLayerReader? reader))
            {
                throw new KerasRefusalException($"layers of this class are not read; {string.Join(", ", KerasLayers.All.Keys)} are");
            }

            if (inputs.Length == 0)
            {
                throw new KerasRefusalException("it reads nothing");
            }

            var bare = new KerasLayer(layer.ClassName, prefix + layer.Name, layer.Settings, [], inputs, Graph, OriginOf(layer, prefix));
            IReadOnlyList<KerasArray> arrays = weights is AbsentKerasWeights ? Blank(bare) : weights.Of(layer.Name, layer.Place);
            foreach (KerasArray array in arrays)
            {
                CheckFinite(array);
            }

            TensorId output = reader(bare with { Weights = arrays });
            bool isShared = layers.Exists(earlier => earlier.Name == bare.Name);
            layers.Add(new KerasLayerSize(
                bare.Name, layer.ClassName, inputs.Select(Graph.ShapeOf).ToSequence(), Graph.ShapeOf(output),
                isShared ? [] : [.. arrays.Select(array => Shape.Of([.. array.Shape]))]));
            return [output];
        });
    }

    private KerasArray[] Blank(KerasLayer layer)
    {
        KerasArray[] arrays = KerasWeightShapes.Blank(layer, blankElementsLeft);
        blankElementsLeft -= arrays.Sum(array => array.Values.LongLength);
        return arrays;
    }

    private static void CheckFinite(KerasArray array)
    {
        int index = Array.FindIndex(array.Values, value => !float.IsFinite(value));
        if (index >= 0)
        {
            throw new KerasRefusalException($"its weight '{Printable.Text(array.Path)}' holds {array.Values[index]} at {index}");
        }
    }

    /// <summary>Gives refusals the place of a layer.</summary>
    private T Locate<T>(KerasEntry layer, string prefix, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (KerasRefusalException refusal)
        {
            throw new KerasLayerRefusalException(OriginOf(layer, prefix), layer.ClassName, refusal.Message);
        }
    }

    private Origin OriginOf(KerasEntry layer, string prefix) => new(fileName, Name: prefix + layer.Name);

    private static KerasRefusalException NoShape() => new("the shape of the input is not fixed; give the first layer an input_shape");
}
