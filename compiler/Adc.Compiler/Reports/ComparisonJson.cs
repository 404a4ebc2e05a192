using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The member "comparison" of report.json: columns of outputs beside each other.</summary>
internal static class ComparisonJson
{
    /// <summary>Nothing when nothing was compared.</summary>
    public static void Write(Utf8JsonWriter json, Compilation compilation)
    {
        (string Column, SelfTestResult? Result)[] columns = [("cpu", compilation.Host), ("board", compilation.Board)];
        if (columns.All(column => column.Result is null) && compilation.Error is null && compilation.Test?.Differences is null or { Count: 0 })
        {
            return;
        }

        json.WriteStartObject("comparison");
        json.WriteNumber("rows", compilation.Test?.Rows ?? compilation.Error?.Rows ?? compilation.Vectors.Vectors.Count);
        if (compilation.Error is NetworkError network && compilation.Test?.OfAccelerator is null)
        {
            json.WriteStartObject("mvp");
            json.WriteNumber("max_abs_lsb", network.MaxAbsLsb);
            json.WriteNumber("mean_abs_lsb", Math.Round(network.MeanAbsLsb, 6));
            json.WriteNumber("within_one_ratio", Math.Round(network.WithinOneRatio, 6));
            json.WriteNumber("exact_ratio", Math.Round(network.ExactRatio, 6));
            json.WriteString("versus", "int8");
            json.WriteEndObject();
        }

        foreach (OutputDifference difference in compilation.Test?.Differences.Where(difference => difference.Actual != ReferenceColumn.Board) ?? [])
        {
            DifferenceJson.Write(json, difference);
        }

        OutputDifference? ofBoard = compilation.Test?.Differences.FirstOrDefault(difference => difference.Actual == ReferenceColumn.Board);
        foreach ((string column, SelfTestResult? result) in columns)
        {
            if (column == "board" && ofBoard is not null)
            {
                DifferenceJson.Write(json, ofBoard, result?.Passed);
            }
            else if (result is not null)
            {
                json.WriteStartObject(column);
                if (result.Succeeded && compilation.Request.DeviceGate is null)
                {
                    // The self-test compares every byte: equal outputs have no difference at all.
                    json.WriteNumber("max_abs_lsb", 0);
                    json.WriteNumber("mean_abs_lsb", 0);
                    json.WriteNumber("exact_ratio", 1);
                }

                json.WriteNumber("exact_rows", result.Passed);
                json.WriteString("versus", compilation.Request.Accelerator is null ? "int8" : "mvp");
                json.WriteEndObject();
            }
        }

        json.WriteBoolean("passed", columns.All(column => column.Result is null || column.Result.Succeeded));
        json.WriteEndObject();
    }
}
