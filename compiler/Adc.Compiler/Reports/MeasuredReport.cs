using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain.Link;

namespace Adc.Compiler.Reports;

/// <summary>What a board has measured, put beside what its report.json says was modelled.</summary>
/// <remarks>
/// The section <c>cycles</c> becomes kind "measured", with the modelled one inside it. Each layer that computes something gets
/// <c>measured</c> (cycles), and <c>residual</c>: measured less modelled.
/// </remarks>
public static class MeasuredReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <param name="report">The text of report.json, modelled or measured.</param>
    /// <returns>The text with the measurement, or null where it is no report of this model.</returns>
    public static string? Merge(string report, DeviceMeasurement measurement)
    {
        JsonObject root = JsonNode.Parse(report)!.AsObject();
        JsonObject[] layers = [.. (root["layers"]?.AsArray() ?? []).Select(layer => layer!.AsObject()).Where(layer => layer["function"] is not null)];
        if (layers.Length != measurement.Layers.Count)
        {
            return null;
        }

        for (int index = 0; index < layers.Length; index++)
        {
            LinkCycles measured = measurement.Layers[index];
            layers[index]["measured"] = Cycles(measured);
            layers[index]["residual"] = Residual(measured, Number(layers[index], "accelerator_cycles"), Number(layers[index], "cpu_cycles"));
        }

        JsonObject? modelled = root["cycles"]?.AsObject();
        modelled = modelled?["modelled"]?.AsObject() ?? modelled;
        double seconds = measurement.Total.Core / (double)measurement.Identity.CoreHz;
        JsonObject cycles = new() { ["kind"] = "measured", ["total"] = measurement.Total.Core };
        if (measurement.Identity.UsesAccelerator)
        {
            cycles["accelerator"] = measurement.Total.Run;
            cycles["accelerator_stalls"] = measurement.Total.Stall;
        }

        cycles["cpu"] = measurement.Total.CoreAlone;
        cycles["instructions"] = Number(modelled, "instructions");
        cycles["time_s"] = seconds;
        cycles["inferences_per_second"] = Math.Round(1 / seconds, 3);
        cycles["clock_hz"] = measurement.Identity.CoreHz;
        cycles["rounds"] = measurement.Rounds;
        cycles["residual"] = Residual(measurement.Total, Number(modelled, "accelerator"), Number(modelled, "cpu"));
        cycles["modelled"] = modelled?.DeepClone();
        root["cycles"] = cycles;
        return root.ToJsonString(Options) + "\n";
    }

    /// <summary>The same as a table.</summary>
    /// <param name="merged">What <see cref="Merge"/> made.</param>
    public static string Table(string merged, int width = int.MaxValue)
    {
        JsonObject root = JsonNode.Parse(merged)!.AsObject(), cycles = root["cycles"]!.AsObject();
        var table = new TextTable(
        [
            new("", IsNumber: true), new("layer", Fewest: 12), new("engine"), new("cycles", IsNumber: true), new("MVP", IsNumber: true), new("modelled", IsNumber: true),
            new("off by", IsNumber: true), new("stalls", IsNumber: true, IsOptional: true), new("CPU", IsNumber: true), new("modelled", IsNumber: true), new("off by", IsNumber: true),
        ]);
        foreach (JsonObject layer in root["layers"]!.AsArray().Select(layer => layer!.AsObject()).Where(layer => layer["measured"] is not null))
        {
            JsonObject measured = layer["measured"]!.AsObject();
            table.Add([
                Number(layer, "index")?.ToString(CultureInfo.InvariantCulture) ?? "", layer["name"]!.GetValue<string>(), layer["engine"]!.GetValue<string>(), TextTable.Number(Number(measured, "cycles")),
                .. Pair(Number(measured, "accelerator_cycles"), Number(layer, "accelerator_cycles")), TextTable.Number(Number(measured, "stall_cycles")),
                .. Pair(Number(measured, "cpu_cycles"), Number(layer, "cpu_cycles")),
            ]);
        }

        JsonObject? modelled = cycles["modelled"]?.AsObject();
        table.Add([
            "", "one inference", "", TextTable.Number(Number(cycles, "total")), .. Pair(Number(cycles, "accelerator"), Number(modelled, "accelerator")),
            TextTable.Number(Number(cycles, "accelerator_stalls")), .. Pair(Number(cycles, "cpu"), Number(modelled, "cpu")),
        ]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{root["model"]!["name"]}  measured on the board, least of {cycles["rounds"]} rounds: {cycles["time_s"]!.GetValue<double>() * 1000:N3} ms at {cycles["clock_hz"]!.GetValue<double>() / 1e6:0.###} MHz\n\n");
        return text.Append(table.Print(width)).ToString();
    }

    private static JsonObject Cycles(LinkCycles measured)
    {
        JsonObject cycles = new() { ["cycles"] = measured.Core, ["cpu_cycles"] = measured.CoreAlone };
        if (measured.Programs > 0)
        {
            cycles["accelerator_cycles"] = measured.Run;
            cycles["stall_cycles"] = measured.Stall;
            cycles["programs"] = measured.Programs;
        }

        return cycles;
    }

    private static JsonObject Residual(LinkCycles measured, long? accelerator, long? cpu)
    {
        JsonObject residual = [];
        if (accelerator is long modelled)
        {
            residual["accelerator_cycles"] = measured.Run - modelled;
        }

        if (cpu is long core)
        {
            residual["cpu_cycles"] = measured.CoreAlone - core;
        }

        return residual;
    }

    private static string[] Pair(long? measured, long? modelled) =>
        [TextTable.Number(measured), TextTable.Number(modelled), measured is long one && modelled is > 0 and long other ? ((one - other) / (double)other).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture) : ""];

    private static long? Number(JsonObject? section, string name) => section?[name]?.GetValue<long>();
}
