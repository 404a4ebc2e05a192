using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>A JSON Schema (draft 07) of configurations, with which editors complete and check them.</summary>
/// <remarks>adc itself is more tolerant, as it takes names in any case and numbers in more notations, and more strict, as it knows what keys say together.</remarks>
public static class JsonSchema
{
    private const string TestDefinition = "#/definitions/test";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Text()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "Configuration of adc");
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            json.WriteStartObject("default_values");
            json.WriteString("type", "object");
            json.WriteString("description", "Storage for anchors; its content is not interpreted.");
            json.WriteEndObject();
            json.WriteStartObject("adc");
            WriteSection(json, ConfigSchema.File, "adc", writesDefaults: true);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("additionalProperties");
            json.WriteString("$ref", TestDefinition);
            json.WriteEndObject();
            json.WriteStartObject("definitions");
            json.WriteStartObject("test");
            WriteSection(json, ConfigSchema.Model, "", writesDefaults: false);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteSection(Utf8JsonWriter json, ConfigSchema schema, string section, bool writesDefaults)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (string name in schema.NamesIn(section))
        {
            string path = ConfigSchema.Join(section, name);
            json.WriteStartObject(name);
            if (schema.Find(path) is SettingKey key)
            {
                WriteKey(json, key);
            }
            else
            {
                WriteSection(json, schema, path, writesDefaults: false);
            }

            json.WriteEndObject();
        }

        if (writesDefaults)
        {
            json.WriteStartObject("defaults");
            json.WriteString("$ref", TestDefinition);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteKey(Utf8JsonWriter json, SettingKey key)
    {
        string given = key.DefaultText.Length == 0 ? "" : $" Default: {key.DefaultText}.";
        json.WriteString("description", $"{key.Doc}{given}");
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        WriteType(json, key.Type);
        json.WriteEndObject();
        if (key.Word is not null)
        {
            json.WriteStartObject();
            json.WriteString("const", key.Word);
            json.WriteEndObject();
        }

        // An empty value leaves a key unset.
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter json, SettingType type)
    {
        switch (type.Form)
        {
            case SettingForm.Boolean:
                json.WriteString("type", "boolean");
                break;
            case SettingForm.Integer:
                json.WriteString("type", "integer");
                WriteLimits(json, type);
                break;
            case SettingForm.Number:
                json.WriteString("type", "number");
                WriteLimits(json, type);
                break;
            case SettingForm.Text or SettingForm.Path:
                json.WriteString("type", "string");
                break;
            case SettingForm.Choice when type.Choices.Count > 0:
                json.WriteStartArray("enum");
                foreach (string choice in type.Choices)
                {
                    json.WriteStringValue(choice);
                }

                json.WriteEndArray();
                break;
            case SettingForm.Choice:
                json.WriteString("type", "string");
                break;
            case SettingForm.Quantity:
                WriteTypes(json, "number", "string");
                break;
            case SettingForm.List:
                WriteList(json, type);
                break;
            case SettingForm.ItemOrList:
                json.WriteStartArray("anyOf");
                json.WriteStartObject();
                WriteItem(json, type);
                json.WriteEndObject();
                json.WriteStartObject();
                WriteList(json, type);
                json.WriteEndObject();
                json.WriteEndArray();
                break;
            case SettingForm.Map:
                json.WriteString("type", "object");
                break;
            default:
                WriteTypes(json, "number", "string", "boolean", "array");
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, SettingType type)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        WriteItem(json, type);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, SettingType type)
    {
        if (type.Item is SettingType item)
        {
            WriteType(json, item);
        }
    }

    private static void WriteLimits(Utf8JsonWriter json, SettingType type)
    {
        if (type.Limits is not (decimal least, decimal most))
        {
            return;
        }

        json.WriteNumber("minimum", least);
        json.WriteNumber("maximum", most);
    }

    private static void WriteTypes(Utf8JsonWriter json, params string[] types)
    {
        json.WriteStartArray("type");
        foreach (string type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }
}
