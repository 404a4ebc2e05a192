using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>compiled.json, schema adc.folder/1: what flash, run and profile have to know of an output folder, whichever reports were asked for.</summary>
/// <remarks>Its members are those of report.json with the same names.</remarks>
internal static class FolderJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(Compilation compilation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.folder/1");
            json.WriteString("adc_version", AdcVersion.Text);
            json.WriteStartObject("model");
            JsonReport.WriteIdentity(json, compilation);
            JsonReport.WritePorts(json, compilation);
            json.WriteEndObject();
            json.WriteStartObject("target");
            JsonReport.WriteImagePlace(json, compilation.Request.Target);
            json.WriteEndObject();
            json.WriteStartObject("memory");
            json.WriteStartObject("ram");
            json.WriteNumber("arena", new ReportFigures(compilation).ArenaInBytes);
            json.WriteEndObject();
            MemoryJson.WriteTensors(json, compilation);
            json.WriteEndObject();
            WriteLayers(json, compilation);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteLayers(Utf8JsonWriter json, Compilation compilation)
    {
        json.WriteStartArray("layers");
        foreach (LayerFunction layer in ModelLayout.Of(compilation).Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("index", layer.Layer);
            json.WriteString("function", layer.Symbol);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
