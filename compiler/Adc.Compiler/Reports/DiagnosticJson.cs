using System.Text.Json;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Reports;

/// <summary>The member "diagnostics" of every JSON document of adc.</summary>
public static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
            json.WriteString("message", diagnostic.Message);
            json.WriteString("origin", diagnostic.Origin.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
