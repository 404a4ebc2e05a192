using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>A figure of report.json that <c>reports.fail_on_regression</c> has a short name for.</summary>
/// <param name="Paths">Where it stands; the first that the new report has counts.</param>
/// <param name="IsCost">Growth is worse; else a fall is.</param>
/// <param name="IsRelative">The limit is a share of the former value; else it is in the figure's own unit.</param>
public sealed record RegressionMetric(string Name, Sequence<string> Paths, bool IsCost, bool IsRelative)
{
    public static Sequence<RegressionMetric> All { get; } =
    [
        Cost("time", "cycles.time_s"), Cost("cycles", "cycles.total"), Cost("energy", "cycles.energy_j"), Cost("flash", "memory.flash_bytes"), Cost("ram", "memory.ram_bytes"),
        Cost("stack", "memory.stack_bytes"), new("error", ["comparison.mvp.mean_abs_lsb"], IsCost: true, IsRelative: false),
        .. ((string[])["auc", "pauc", "auc_average", "accuracy", "f1", "r2"]).Select(Quality),
    ];

    private static RegressionMetric Cost(string name, string path) => new(name, [path], IsCost: true, IsRelative: true);

    private static RegressionMetric Quality(string name) => new(name, [$"metrics.columns.mvp.{name}", $"metrics.columns.int8.{name}"], IsCost: false, IsRelative: false);
}
