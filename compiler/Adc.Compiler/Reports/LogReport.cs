using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>adc.log: what the programs printed, and every diagnostic. No times, so that equal runs give equal logs.</summary>
public static class LogReport
{
    /// <param name="level">Diagnostics below it are left out, and above 'info' what the programs printed.</param>
    public static string Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics, LogLevel level = LogLevel.Info, ReportContent? content = null)
    {
        var log = new StringBuilder($"{CompiledFolder.LogHeading}{AdcVersion.Text}\n\n");
        Append(log, "diagnostics", string.Join('\n', diagnostics.Where(diagnostic => IsKept(diagnostic, level)).Select((content ?? ReportContent.Default).Shown)));
        if (level > LogLevel.Info)
        {
            return log.ToString();
        }

        Append(log, "quantization", compilation.Model.Quantized is QuantizedFile quantized ? QuantizationText.Of(quantized) : null);
        Append(
            log, "differences of accelerated layers from the integer reference, in output steps",
            string.Join('\n', compilation.Plan.Lowered.Layers.Select(Difference).OfType<string>()));
        Append(log, "desktop program", compilation.Host?.Console);
        Append(log, "console of the emulated board", compilation.Board?.Console);
        return log.ToString();
    }

    private static bool IsKept(Diagnostic diagnostic, LogLevel level) => diagnostic.Severity switch
    {
        Severity.Error => true,
        Severity.Warning => level <= LogLevel.Warn,
        _ => level <= LogLevel.Info,
    };

    private static string? Difference(LoweredLayer layer) => layer.Error is not LayerError error ? null : string.Create(
        CultureInfo.InvariantCulture, $"layer {layer.Index}: at most {error.MaxAbsLsb}, mean {error.MeanAbsLsb:F4}{Explained(error.Analysis)}");

    private static string Explained(ErrorAnalysis? analysis) => analysis is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $" = {Sum(analysis.Split)}; bound {analysis.BoundLsb}, on any input {analysis.WorstCaseLsb}");

    private static string Sum(ErrorSplit split) => string.Create(
        CultureInfo.InvariantCulture, $"{split.Accumulation:F4} accumulation + {split.Constants:F4} constants + {split.Rounding:F4} rounding");

    private static void Append(StringBuilder log, string title, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            log.Append("== ").Append(title).Append('\n').Append(text.ReplaceLineEndings("\n").TrimEnd()).Append("\n\n");
        }
    }
}
