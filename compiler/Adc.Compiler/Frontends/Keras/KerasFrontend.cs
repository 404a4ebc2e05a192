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

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string, DiagnosticBag)"/>
    internal static Graph? Read(KerasModel model, string fileName, DiagnosticBag diagnostics)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(model.Configuration);
            var reading = new KerasReading(fileName);
            TensorId[] outputs = reading.ReadModel(document.RootElement, model.Weights, inputs: null);
            return reading.Graph.Build(Path.GetFileNameWithoutExtension(fileName), outputs);
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
