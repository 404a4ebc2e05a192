using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Reads a whole-model file of Keras into a float32 graph: sequential and functional models, with a batch of one.</summary>
public static class KerasFrontend
{
    private const int MostLayers = 10_000;

    /// <param name="fileName">As the user wrote it; for messages.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static Graph? Read(ReadOnlyMemory<byte> file, string fileName, DiagnosticBag diagnostics)
    {
        KerasReadResult result = KerasReader.Read(file);
        if (result.Model is KerasModel model)
        {
            return Read(model, fileName, diagnostics);
        }

        diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), result.Problem!);
        return null;
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string, DiagnosticBag)"/>
    internal static Graph? Read(KerasModel model, string fileName, DiagnosticBag diagnostics)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(model.Configuration);
            return new Reading(model, fileName, diagnostics).Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), "the configuration of the model is malformed");
            return null;
        }
    }

    private sealed class Reading(KerasModel model, string fileName, DiagnosticBag diagnostics)
    {
        private readonly KerasGraph graph = new();
        private readonly Dictionary<string, TensorId> outputs = new(StringComparer.Ordinal);

        public Graph? Read(JsonElement root)
        {
            string kind = root.GetProperty("class_name").GetString() ?? "";
            JsonElement settings = root.GetProperty("config");
            JsonElement[] layers = [.. settings.GetProperty("layers").EnumerateArray()];
            if (kind is not ("Sequential" or "Functional" or "Model") || layers.Length > MostLayers)
            {
                diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), $"models of class '{Printable.Text(kind)}' are not read; Sequential and Functional are");
                return null;
            }

            TensorId last = TensorId.None;
            bool isSequential = kind == "Sequential";
            foreach (JsonElement layer in layers)
            {
                if (ReadLayer(layer, isSequential, last) is not TensorId output)
                {
                    return null;
                }

                last = output;
            }

            TensorId[] ends = isSequential ? [last] : [.. Names(settings.GetProperty("output_layers")).Select(name => outputs[name])];
            return graph.Build(Path.GetFileNameWithoutExtension(fileName), ends);
        }

        private TensorId? ReadLayer(JsonElement layer, bool isSequential, TensorId last)
        {
            string kind = layer.GetProperty("class_name").GetString() ?? "";
            JsonElement settings = layer.GetProperty("config");
            string name = settings.GetProperty("name").GetString() ?? "";
            var origin = new Origin(fileName, Name: name);
            try
            {
                // The first layer of a sequential model may tell the input's shape itself.
                if (kind == "InputLayer" || (isSequential && last.IsNone))
                {
                    last = graph.Input(kind == "InputLayer" ? name : $"{name}_input", InputShape(settings));
                }

                if (kind != "InputLayer")
                {
                    TensorId[] inputs = isSequential ? [last] : [.. InboundNames(layer.GetProperty("inbound_nodes")).Select(from => outputs[from])];
                    last = Read(kind, name, settings, inputs, origin);
                }

                outputs[name] = last;
                return last;
            }
            catch (KerasRefusalException refusal)
            {
                diagnostics.Report(Catalogue.UnsupportedKerasLayer, origin, Printable.Text(kind), refusal.Message);
                return null;
            }
        }

        private TensorId Read(string kind, string name, JsonElement settings, TensorId[] inputs, Origin origin)
        {
            if (!KerasLayers.All.TryGetValue(kind, out KerasLayerReader? reader))
            {
                throw new KerasRefusalException($"layers of this class are not read; {string.Join(", ", KerasLayers.All.Keys)} are");
            }

            if (inputs.Length == 0)
            {
                throw new KerasRefusalException("it reads nothing");
            }

            IReadOnlyList<KerasArray> weights = model.Weights.GetValueOrDefault(name) ?? [];
            foreach (KerasArray array in weights.Where(array => array.Values.Any(value => !float.IsFinite(value))))
            {
                throw new KerasRefusalException($"its weight '{array.Name}' holds {array.Values.First(value => !float.IsFinite(value))} at {Array.FindIndex(array.Values, value => !float.IsFinite(value))}");
            }

            return reader(new KerasLayer(kind, name, settings, weights, inputs, graph, origin));
        }

        /// <summary>The extents behind the batch, which is 1.</summary>
        private static Shape InputShape(JsonElement settings)
        {
            bool found = settings.TryGetProperty("batch_input_shape", out JsonElement shape) || settings.TryGetProperty("batch_shape", out shape);
            int[] extents = found ? [.. shape.EnumerateArray().Skip(1).Select(extent => extent.ValueKind == JsonValueKind.Number ? extent.GetInt32() : 0)] : [];
            return found && extents.All(extent => extent > 0)
                ? Shape.Of([1, .. extents])
                : throw new KerasRefusalException("the shape of the input is not fixed; give the first layer an input_shape");
        }

        /// <summary>Names of layers in a list of [name, node, tensor], or in one such triple.</summary>
        private static IEnumerable<string> Names(JsonElement list) => list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String
            ? [list[0].GetString()!]
            : list.EnumerateArray().Select(entry => entry[0].GetString()!);

        /// <summary>Keras 2 lists triples for each call; Keras 3 the arguments, each tensor with its history.</summary>
        private static IEnumerable<string> InboundNames(JsonElement nodes)
        {
            if (nodes.GetArrayLength() != 1)
            {
                throw new KerasRefusalException($"it is called {nodes.GetArrayLength()} times; shared layers are not supported");
            }

            return nodes[0].ValueKind == JsonValueKind.Array ? Names(nodes[0]) : Histories(nodes[0].GetProperty("args"));
        }

        private static IEnumerable<string> Histories(JsonElement arguments) => arguments.EnumerateArray().SelectMany(argument =>
            argument.ValueKind == JsonValueKind.Array ? Histories(argument)
            : argument.ValueKind == JsonValueKind.Object ? [argument.GetProperty("config").GetProperty("keras_history")[0].GetString()!]
            : []);
    }
}
