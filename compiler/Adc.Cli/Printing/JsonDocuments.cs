using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Cli.Printing;

/// <summary>What <c>--json</c> prints for commands that compile and run nothing.</summary>
internal static class JsonDocuments
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(IEnumerable<ToolState> tools) => Write("adc.doctor/1", "tools", tools, (json, tool) =>
    {
        json.WriteString("name", tool.Name);
        json.WriteString("purpose", tool.Purpose);
        json.WriteBoolean("found", tool.Found);
        if (tool.IsOptional)
        {
            json.WriteBoolean("optional", true);
        }

        json.WriteString(tool.Found ? "version" : "how_to_get", tool.Remark);
    });

    public static string Of(IEnumerable<DiagnosticDescriptor> descriptors) => Write("adc.explain/1", "diagnostics", descriptors, (json, descriptor) =>
    {
        json.WriteString("code", descriptor.Code);
        json.WriteString("severity", descriptor.Severity.ToString().ToLowerInvariant());
        json.WriteNumber("exit_code", descriptor.Severity == Severity.Error ? ExitCodes.Of(descriptor.Code) : ExitCodes.Success);
        json.WriteString("title", descriptor.Title);
        json.WriteString("explanation", $"{descriptor.Cause} {descriptor.Remedy}");
        json.WriteString("cause", descriptor.Cause);
        json.WriteString("remedy", descriptor.Remedy);
        json.WriteStartObject("example");
        json.WriteString("input", DiagnosticExamples.Of(descriptor)!.Input);
        json.WriteString("message", DiagnosticExamples.Of(descriptor)!.Message);
        json.WriteEndObject();
    });

    private static string Write<T>(string schema, string list, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            json.WriteString("adc_version", AdcVersion.Text);
            json.WriteStartArray(list);
            foreach (T item in items)
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
