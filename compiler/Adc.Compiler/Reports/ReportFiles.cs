using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The files that describe a compilation, as its configuration asks for them.</summary>
public static class ReportFiles
{
    /// <returns>Relative paths and texts.</returns>
    public static IEnumerable<(string Path, string Text)> Of(ModelConfig config, Compilation compilation, ReportContent content, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (ReportFormat format in config.Reports.Formats.Value.Where(format => format != ReportFormat.Console).Distinct())
        {
            yield return format switch
            {
                ReportFormat.Json => (CompiledFolder.ReportName, JsonReport.Of(compilation, diagnostics, content)),
                ReportFormat.Csv => ("layers.csv", LayerCsv.Of(new ReportFigures(compilation))),
                ReportFormat.Markdown => ("report.md", MarkdownReport.Of(compilation, diagnostics, content)),
                _ => ("report.html", Html.HtmlReport.Of(compilation, diagnostics, content)),
            };
        }

        if (!config.Reports.Formats.Value.Contains(ReportFormat.Json))
        {
            yield return (OutputRecord.ReportPath, JsonReport.Of(compilation, diagnostics, content));
        }

        yield return (OutputRecord.SummaryPath, SummaryReport.Of(compilation, content));
        yield return (CompiledFolder.Name, FolderJson.Of(compilation));
        yield return (CompiledFolder.LogName, LogReport.Of(compilation, diagnostics, config.Data.LogLevel.Value, content));
        if (config.Variants.DrawsHistogram.Value && HistogramPlot.Of(compilation) is string plot)
        {
            yield return ($"{compilation.Identity.Name}_histograms.html", plot);
        }

        if (ScoresTable.Of(compilation.Test) is string scores)
        {
            yield return ($"{compilation.Identity.Name}_scores.csv", scores);
        }
    }
}
