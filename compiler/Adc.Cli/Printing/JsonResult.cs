using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Reports;

namespace Adc.Cli.Printing;

/// <summary>The one document that a command prints with <c>--json</c>.</summary>
internal static class JsonResult
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <param name="reports">Finished JSON documents that become elements of "reports".</param>
    /// <param name="reason">Why the command ended, where no diagnostic says it.</param>
    public static string Of(int exitCode, IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<string> reports, string? reason = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.result/1");
            json.WriteNumber("exit_code", exitCode);
            if (reason is not null)
            {
                json.WriteString("reason", reason);
            }

            DiagnosticJson.Write(json, diagnostics);
            json.WriteStartArray("reports");
            foreach (string report in reports)
            {
                using JsonDocument document = JsonDocument.Parse(report);
                document.RootElement.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
