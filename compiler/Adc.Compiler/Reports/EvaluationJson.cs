using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;

namespace Adc.Compiler.Reports;

/// <summary>What <c>adc evaluate --json</c> says of one test, schema adc.evaluation/1: "metrics" and "comparison" as in report.json.</summary>
public static class EvaluationJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(string test, TestResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.evaluation/1");
            json.WriteString("test", test);
            json.WriteStartObject("comparison");
            json.WriteNumber("rows", result.Rows);
            foreach (OutputDifference difference in result.Differences)
            {
                DifferenceJson.Write(json, difference);
            }

            json.WriteEndObject();
            MetricsJson.Write(json, result);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
