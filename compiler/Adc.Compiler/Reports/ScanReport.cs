using System.Globalization;
using System.Text;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Reports;

/// <summary>Where each layer of a model runs, and why.</summary>
public static class ScanReport
{
    private const int UsualName = 16;

    /// <param name="width">Columns of the terminal.</param>
    public static string Text(PlannedModel plan, int width = int.MaxValue)
    {
        var text = new StringBuilder();
        Graph graph = plan.Lowered.Graph;
        text.Append(CultureInfo.InvariantCulture, $"{graph.Name}\n");
        int names = plan.Lowered.Layers.Select(layer => layer.Node.Operator.Name.Length).Append(UsualName).Max();
        foreach (LoweredLayer layer in plan.Lowered.Layers)
        {
            string lead = string.Create(CultureInfo.InvariantCulture, $"  {layer.Index,3} {layer.Node.Operator.Name.PadRight(names)} {Place(layer),-4}  ");
            text.Append(Wrapped.Of(layer.Reason, lead, width).TrimEnd()).Append('\n');
        }

        long all = plan.Lowered.Layers.Sum(layer => layer.MultiplyAdds);
        long accelerated = plan.Lowered.Layers.Where(layer => layer.Engine == Engine.Mvp).Sum(layer => layer.MultiplyAdds);
        // Rounded down: 100% are all of them.
        string share = all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Math.Floor(1000.0 * accelerated / all) / 10:0.#}%)");
        text.Append(CultureInfo.InvariantCulture, $"  {accelerated:N0} of {all:N0} multiply-adds on the accelerator{share}\n");
        return text.ToString();
    }

    /// <summary>One line of JSON for a model of a batch.</summary>
    public static string Line(string path, int exitCode, PlannedModel? plan, IReadOnlyList<Diagnostic> diagnostics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.scan/1");
            json.WriteString("path", path);
            json.WriteNumber("exit_code", exitCode);
            if (plan is not null)
            {
                json.WriteStartArray("layers");
                foreach (LoweredLayer layer in plan.Lowered.Layers)
                {
                    json.WriteStartObject();
                    json.WriteNumber("index", layer.Index);
                    json.WriteString("opcode", layer.Node.Operator.Name);
                    json.WriteString("engine", Place(layer));
                    json.WriteString("reason", layer.Reason);
                    json.WriteNumber("macs", layer.MultiplyAdds);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            DiagnosticJson.Write(json, diagnostics);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Place(LoweredLayer layer) => layer.Engine.ToString().ToLowerInvariant();
}
