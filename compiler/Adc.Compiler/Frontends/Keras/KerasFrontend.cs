using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Reads a whole-model file of Keras into a float32 graph: sequential and functional models, also inside each other, with a batch of one.</summary>
public static class KerasFrontend
{
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

    /// <summary>Reads what a model is made of, whatever its weights are: all of them are 0 in the graph.</summary>
    /// <param name="file">A whole-model file, an archive with the configuration alone, or the JSON of <c>model.to_json()</c>.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static KerasArchitecture? ReadArchitecture(ReadOnlyMemory<byte> file, string fileName, DiagnosticBag diagnostics)
    {
        KerasArchitectureResult result = KerasReader.ReadArchitecture(file);
        if (result.Configuration is string configuration)
        {
            return ReadLayers(new KerasModel(configuration, new AbsentKerasWeights()), fileName, diagnostics);
        }

        diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), result.Problem!);
        return null;
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string, DiagnosticBag)"/>
    internal static Graph? Read(KerasModel model, string fileName, DiagnosticBag diagnostics) => ReadLayers(model, fileName, diagnostics)?.Graph;

    private static KerasArchitecture? ReadLayers(KerasModel model, string fileName, DiagnosticBag diagnostics)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(model.Configuration);
            var reading = new KerasReading(fileName);
            TensorId[] outputs = reading.ReadModel(document.RootElement, model.Weights, inputs: null);
            return new KerasArchitecture(reading.Graph.Build(Path.GetFileNameWithoutExtension(fileName), outputs), reading.Layers.ToSequence());
        }
        catch (KerasLayerRefusalException refusal)
        {
            diagnostics.Report(Catalogue.UnsupportedKerasLayer, refusal.Layer, Printable.Text(refusal.ClassName), refusal.Message);
        }
        catch (KerasRefusalException refusal)
        {
            diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), refusal.Message);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            diagnostics.Report(Catalogue.NotAKerasModel, Origin.OfFile(fileName), "the configuration of the model is malformed");
        }

        return null;
    }
}
