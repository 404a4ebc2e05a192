using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The form of JSON documents of adc: an object that begins with schema and version.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <param name="schema">"adc.summary/1".</param>
    /// <param name="write">Writes the further members.</param>
    public static string Write(string schema, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            json.WriteString("adc_version", AdcVersion.Text);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A figure that stays away when it was not obtained, or is none that JSON can hold.</summary>
    public static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }

    /// <inheritdoc cref="Optional(Utf8JsonWriter, string, double?)"/>
    public static void Optional(Utf8JsonWriter json, string name, long? value)
    {
        if (value is long number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>The extents, as a member or, without a name, as an element.</summary>
    public static void WriteShape(Utf8JsonWriter json, string? name, Shape shape)
    {
        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (int extent in shape.Extents)
        {
            json.WriteNumberValue(extent);
        }

        json.WriteEndArray();
    }
}
