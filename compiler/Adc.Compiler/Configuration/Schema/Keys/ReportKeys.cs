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
        "Which reports are written.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<ReportDetail> Detail = new(
        "reports.detail",
        new ChoiceType<ReportDetail>(
            new("summary", ReportDetail.Summary),
            new("layers", ReportDetail.Layers),
            new("full", ReportDetail.Full)),
        ReportDetail.Layers,
        "How much they say.") { Status = SettingStatus.NotYet };

    public static readonly OptionalKey<FilePath> Baseline = new(
        "reports.baseline", new PathType("a path to a former report.json"), "none",
        "A former report to compare with.", "none") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<Sequence<NamedValue<double>>> FailOnRegression = new(
        "reports.fail_on_regression",
        new MapType<double>(NumberType.Finite, "a map of metrics to limits, such as { flash: 0.02 }"), [],
        "How far each metric may fall behind the baseline.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<bool> IncludeHashes = new(
        "reports.include_hashes", BooleanType.Instance, true,
        "Whether reports and headers name the SHA-256 of every input.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<bool> RedactPaths = new(
        "reports.redact_paths", BooleanType.Instance, true,
        "Whether reports name files without their folders.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<bool> EstimateFlops = new(
        "estimate.flops", BooleanType.Instance, true,
        "Whether tables of operations, parameters and activations are given.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<bool> EstimateTraining = new(
        "estimate.training", BooleanType.Instance, false,
        "Whether they have rows for training.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<CycleSource> EstimateCycles = new(
        "estimate.cycles",
        new ChoiceType<CycleSource>(new("model", CycleSource.Model), new("sim", CycleSource.Simulation), new("none", CycleSource.None)),
        CycleSource.Model,
        "Whether cycles come from a formula or from the simulator.") { Status = SettingStatus.NotYet };

    public static readonly SettingKey<bool> EstimateWithoutData = new(
        "estimate.without_data", BooleanType.Instance, true,
        "Whether memory and time are given even without test data.") { Status = SettingStatus.NotYet };

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Formats, Detail, Baseline, FailOnRegression, IncludeHashes, RedactPaths, EstimateFlops, EstimateTraining, EstimateCycles,
        EstimateWithoutData,
    ];
}
