using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Reports and estimates.</summary>
public static class ReportKeys
{
    public static readonly SettingKey<Sequence<ReportFormat>> Formats = new(
        "reports.formats",
        new ListType<ReportFormat>(
            new ChoiceType<ReportFormat>(
                new("console", ReportFormat.Console),
                new("json", ReportFormat.Json),
                new("csv", ReportFormat.Csv),
                new("md", ReportFormat.Markdown),
                new("html", ReportFormat.Html)),
            "report formats"),
        [ReportFormat.Console, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html],
        "Which reports are written, and no others; without json neither run, view nor compare can read the folder.");

    public static readonly SettingKey<ReportDetail> Detail = new(
        "reports.detail",
        new ChoiceType<ReportDetail>(
            new("summary", ReportDetail.Summary),
            new("layers", ReportDetail.Layers),
            new("full", ReportDetail.Full)),
        ReportDetail.Layers,
        "How much console, md and html say: summary leaves the layers out, full tells all that is known about each.");

    public static readonly OptionalKey<FilePath> Baseline = new(
        "reports.baseline", new PathType("a path to a former report.json"), "none",
        "A former report.json: console, md, html and json tell the differences from it.", "none");

    public static readonly SettingKey<Sequence<NamedValue<double>>> FailOnRegression = new(
        "reports.fail_on_regression",
        new MapType<double>(NumberType.NotNegative, "a map of metrics to limits, such as { flash: 0.02 }"), [],
        "How far metrics may fall behind the baseline: costs by shares, error and scores by differences, paths of report.json by shares.");

    public static readonly SettingKey<bool> IncludeHashes = new(
        "reports.include_hashes", BooleanType.Instance, true,
        "Whether reports and headers name the SHA-256 of every input: configuration, model, data, labels.");

    public static readonly SettingKey<bool> RedactPaths = new(
        "reports.redact_paths", BooleanType.Instance, true,
        "Whether reports name files without their folders, so that they are the same wherever they are made.");

    public static readonly SettingKey<bool> EstimateFlops = new(
        "estimate.flops", BooleanType.Instance, true,
        "Whether reports have tables of operations, parameters and activations.");

    public static readonly SettingKey<bool> EstimateTraining = new(
        "estimate.training", BooleanType.Instance, false,
        "Whether they have rows for training.");

    public static readonly SettingKey<CycleSource> EstimateCycles = new(
        "estimate.cycles",
        new ChoiceType<CycleSource>(new("model", CycleSource.Model), new("sim", CycleSource.Simulation), new("none", CycleSource.None)),
        CycleSource.Model,
        "Whether cycles of the accelerator come from a formula or from the simulator; none leaves cycles, times and energies out.");

    public static readonly SettingKey<bool> EstimateWithoutData = new(
        "estimate.without_data", BooleanType.Instance, true,
        "Whether console, md and html give memory and time even without test data.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Formats, Detail, Baseline, FailOnRegression, IncludeHashes, RedactPaths, EstimateFlops, EstimateTraining, EstimateCycles,
        EstimateWithoutData,
    ];
}
