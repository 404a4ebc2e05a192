using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Quantizing;

namespace Adc.Compiler.Reports;

/// <summary>The figures of a quantization for scripts. Ratios without noise are absent: they are infinite.</summary>
public static class QuantizationJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>A document of its own, schema adc.quantization/1.</summary>
    public static string Of(QuantizedFile quantized)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.quantization/1");
            json.WriteString("adc_version", AdcVersion.Text);
            WriteSection(json, quantized);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>The object "quantization".</summary>
    internal static void WriteSection(Utf8JsonWriter json, QuantizedFile quantized)
    {
        QuantizationReport report = quantized.Model.Report;
        json.WriteStartObject("quantization");
        json.WriteString("float_model", quantized.SourceFile);
        json.WriteString("calibration_data", quantized.RowsOrigin);
        json.WriteNumber("rows", report.Rows);
        json.WriteNumber("compared_rows", report.ComparedRows);
        WriteRatio(json, "output_snr_db", report.OutputSnrInDb);
        if (report.Costliest is LayerQuality worst)
        {
            json.WriteNumber("costliest_layer", worst.Index);
        }

        json.WriteStartArray("layers");
        foreach (LayerQuality layer in report.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("index", layer.Index);
            json.WriteString("name", layer.Name);
            json.WriteString("opcode", layer.Operator);
            json.WriteNumber("least", layer.Low);
            json.WriteNumber("greatest", layer.High);
            json.WriteNumber("scale", layer.Scale);
            json.WriteNumber("zero_point", layer.ZeroPoint);
            WriteRatio(json, "snr_db", layer.SnrInDb);
            WriteRatio(json, "alone_snr_db", layer.AloneSnrInDb);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRatio(Utf8JsonWriter json, string name, double decibels)
    {
        if (double.IsFinite(decibels))
        {
            json.WriteNumber(name, Math.Round(decibels, 3));
        }
    }
}
