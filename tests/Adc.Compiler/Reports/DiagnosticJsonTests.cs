using System.Text;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Reports;

namespace Adc.Tests.Reports;

public sealed class DiagnosticJsonTests
{
    [Fact]
    public void A_diagnostic_is_its_code_severity_message_and_origin()
    {
        Diagnostic[] diagnostics =
        [
            Diagnostic.Create(Catalogue.OutputTolerance, Origin.OfFile("m.tflite"), "largest difference 3, allowed 2", 8) with { Severity = Severity.Warning },
            Diagnostic.Create(Catalogue.UnsupportedType, new Origin("m.yaml", 3, 5), "float16"),
        ];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            DiagnosticJson.Write(json, diagnostics);
            json.WriteEndObject();
        }

        JsonElement[] written = [.. JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement.GetProperty("diagnostics").EnumerateArray()];

        Assert.Equal(
            [["code: ADC8002", "severity: warning", $"message: {diagnostics[0].Message}", "origin: m.tflite"], ["code: ADC4002", "severity: error", "message: float16", "origin: m.yaml(3,5)"]],
            written.Select(one => one.EnumerateObject().Select(member => $"{member.Name}: {member.Value.GetString()}")));
    }
}
