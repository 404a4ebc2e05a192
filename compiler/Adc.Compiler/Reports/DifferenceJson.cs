using System.Text.Json;
using Adc.Compiler.Evaluation.Metrics;

namespace Adc.Compiler.Reports;

/// <summary>A member of "comparison" in report.json: one column against the one before.</summary>
internal static class DifferenceJson
{
    /// <param name="exactRows">Test vectors that the self-test found equal, or null.</param>
    public static void Write(Utf8JsonWriter json, OutputDifference difference, int? exactRows = null)
    {
        json.WriteStartObject(difference.Actual.ToString().ToLowerInvariant());
        json.WriteNumber("rows", difference.Rows);
        WriteFigures(json, difference);
        json.WriteStartArray("worst_rows");
        foreach (WorstRow row in difference.Worst)
        {
            json.WriteStartObject();
            json.WriteNumber("row", row.Row);
            json.WriteNumber("max_abs_lsb", Math.Round(row.MaxAbsLsb, 6));
            json.WriteNumber("mean_abs_lsb", Math.Round(row.MeanAbsLsb, 6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (exactRows is int exact)
        {
            json.WriteNumber("exact_rows", exact);
        }

        json.WriteString("versus", difference.Expected.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    /// <summary>The member "in_network" of a layer: its difference from the integer reference with all layers in front of it on the accelerator too.</summary>
    public static void WriteLayer(Utf8JsonWriter json, OutputDifference difference)
    {
        json.WriteStartObject("in_network");
        json.WriteNumber("rows", difference.Rows);
        WriteFigures(json, difference);
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, OutputDifference difference)
    {
        json.WriteNumber("max_abs_lsb", Math.Round(difference.MaxAbsLsb, 6));
        json.WriteNumber("mean_abs_lsb", Math.Round(difference.MeanAbsLsb, 6));
        json.WriteNumber("within_one_ratio", Math.Round(difference.WithinOneRatio, 6));
        json.WriteNumber("exact_ratio", Math.Round(difference.ExactRatio, 6));
        WriteOptional(json, "cosine", difference.Cosine);
        WriteOptional(json, "snr_db", difference.SignalToNoiseInDb);
        json.WriteStartArray("histogram");
        foreach (long count in difference.Histogram)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(name, Math.Round(number, 6));
        }
    }
}
