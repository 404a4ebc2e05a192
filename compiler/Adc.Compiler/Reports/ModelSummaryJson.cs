using System.Text.Json;
using Adc.Compiler.Pipeline;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Reports;

/// <summary>What <c>adc summarize --json</c> has as its report, schema adc.summary/1.</summary>
public static class ModelSummaryJson
{
    public static string Of(ModelSummary summary) => JsonText.Write("adc.summary/1", json =>
    {
        json.WriteString("name", summary.Name);
        json.WriteString("file", summary.File);
        json.WriteString("format", summary.Format);
        json.WriteNumber("file_bytes", summary.SizeInBytes);
        json.WriteString("sha256", summary.Sha256);
        JsonText.Optional(json, "macs", summary.MultiplyAdds);
        JsonText.Optional(json, "ops", summary.Operations);
        json.WriteNumber("parameters", summary.Parameters);
        json.WriteStartArray("layers");
        foreach (SummaryLayer layer in summary.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("index", layer.Index);
            json.WriteString("opcode", layer.Opcode);
            json.WriteString("name", layer.Name);
            WriteTensors(json, "inputs", layer.Inputs);
            WriteTensors(json, "outputs", layer.Outputs);
            json.WriteString("config", layer.Configuration);
            JsonText.Optional(json, "macs", layer.MultiplyAdds);
            JsonText.Optional(json, "ops", layer.Operations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("properties");
        foreach (ModelParameter property in summary.Properties)
        {
            json.WriteStartObject();
            json.WriteString("name", property.Name);
            json.WriteString("value", property.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteTensors(Utf8JsonWriter json, string name, IEnumerable<SummaryTensor> tensors)
    {
        json.WriteStartArray(name);
        foreach (SummaryTensor tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteStartArray("shape");
            foreach (int extent in tensor.Shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteString("type", tensor.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
