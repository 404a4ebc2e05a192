using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Reports;

/// <summary>A report beside a former one.</summary>
/// <param name="File">The former one, as the configuration names it.</param>
public sealed record BaselineComparison(string File, FigureComparison Figures)
{
    /// <summary>The figures that moved; those of single layers only when all is to be told.</summary>
    public IReadOnlyList<(string Name, double? Before, double? After)> Changes(bool all) =>
        [.. Figures.Changes.Where(figure => all || !figure.Name.Contains('[', StringComparison.Ordinal))];

    /// <summary>Holds the limits of <c>reports.fail_on_regression</c>.</summary>
    public void Hold(Setting<Sequence<NamedValue<double>>> limits, DiagnosticBag diagnostics) =>
        Figures.Hold([.. limits.Value.Select(Limit)], diagnostics, limits.Origin);

    private FigureLimit Limit(NamedValue<double> limit)
    {
        RegressionMetric? metric = RegressionMetric.All.FirstOrDefault(metric => metric.Name == limit.Name);
        if (metric is null)
        {
            return new FigureLimit(limit.Name, limit.Value, limit.Value, IsRelative: true);
        }

        string path = metric.Paths.FirstOrDefault(path => Figures.Figures.Any(figure => figure.Name == path && figure.After is not null)) ?? metric.Paths[0];
        return new FigureLimit(path, metric.IsCost ? limit.Value : null, metric.IsCost ? null : limit.Value, metric.IsRelative);
    }
}

/// <summary>A report.json of an earlier run.</summary>
public sealed record FormerReport(string File, JsonElement Report)
{
    /// <returns>Null without a path, or when <paramref name="diagnostics"/> got an error.</returns>
    public static FormerReport? Read(Setting<FilePath>? path, DiagnosticBag diagnostics)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path.Value.Full));
            return new FormerReport(path.Value.Written, document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.FileMissing, path.Origin, "reports.baseline", path.Value.Written, exception.Message);
        }
        catch (JsonException exception)
        {
            diagnostics.Report(Catalogue.NotComparable, path.Origin, "report.json", path.Value.Written, $"the latter is no JSON: {exception.Message}");
        }

        return null;
    }

    /// <param name="report">The text of a new report.json.</param>
    public BaselineComparison Beside(string report)
    {
        using JsonDocument document = JsonDocument.Parse(report);
        return new BaselineComparison(File, FigureComparison.OfReports(Report, document.RootElement));
    }
}
