using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>What reports say besides the compilation itself, and how much.</summary>
/// <param name="RedactsPaths">Files are named without their folders.</param>
/// <param name="GivesMemoryAndTime">Reports for people tell memory and time.</param>
public sealed record ReportContent(ReportDetail Detail = ReportDetail.Layers, bool RedactsPaths = true, bool GivesMemoryAndTime = true)
{
    public static ReportContent Default { get; } = new();

    /// <summary>Differences from a former report; null without one.</summary>
    public BaselineComparison? Baseline { get; init; }

    /// <summary>Operations, parameters and activations; null where they are not wanted.</summary>
    public ModelEstimate? Estimate { get; init; }

    /// <summary>The estimate tells what training would take.</summary>
    public bool EstimatesTraining { get; init; }

    public bool TellsLayers => Detail != ReportDetail.Summary;

    public bool TellsAll => Detail == ReportDetail.Full;

    public static ReportContent Of(ModelConfig config) => new(
        config.Reports.Detail.Value, config.Reports.RedactPaths.Value, config.Estimate.WithoutData.Value || config.Data.TestData is not null)
    {
        EstimatesTraining = config.Estimate.Training.Value,
    };

    /// <summary>The same with what a compilation gives, as far as the configuration wants it.</summary>
    /// <param name="former">The report to compare with, or null.</param>
    public ReportContent With(ModelConfig config, Compilation compilation, FormerReport? former) => this with
    {
        Estimate = config.Estimate.Flops.Value ? ModelEstimator.Of(compilation.Identity.SourceFile, compilation.Model.Imported) : null,
        Baseline = former?.Beside(JsonReport.Of(compilation, [])),
    };

    /// <summary>A diagnostic as it may stand in a report.</summary>
    internal Diagnostic Shown(Diagnostic diagnostic) =>
        RedactsPaths ? diagnostic with { Origin = diagnostic.Origin with { File = Path.GetFileName(diagnostic.Origin.File) } } : diagnostic;

    /// <summary>Name of a file as it may stand in a report.</summary>
    internal string Shown(string path) => RedactsPaths ? Path.GetFileName(path) : Path.GetFullPath(path);

    /// <summary>The model that was compiled.</summary>
    internal string Model(Compilation compilation) => RedactsPaths ? compilation.Identity.SourceFile : Path.GetFullPath(compilation.Request.ModelPath);
}
