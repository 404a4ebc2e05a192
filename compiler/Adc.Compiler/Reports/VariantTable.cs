using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The variants of one test beside each other; a star marks those that no other one beats in everything.</summary>
/// <param name="Rows">One for each variant that was compiled.</param>
public sealed record VariantTable(IReadOnlyList<VariantRow> Rows)
{
    /// <summary>For people.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public string Print(string test, int width = int.MaxValue)
    {
        var table = new TextTable(
        [
            new("", Fewest: 16), new("flash", IsNumber: true), new("ram", IsNumber: true), new("cycles", IsNumber: true), new("uJ", IsNumber: true), new("error", IsNumber: true),
            new("metric", IsNumber: true), new(""),
        ]);
        foreach (VariantRow row in Rows)
        {
            table.Add(
                row.Settings, Figure(row.Flash, "N0"), Figure(row.Ram, "N0"), Figure(row.Cycles, "N0"), Figure(1e6 * row.Joules, "N1"), Figure(row.Error, "0.000"),
                Figure(row.Metric, "0.00000"), IsOnFront(row) ? "*" : "");
        }

        return $"variants of {test}\n{table.Print(width)}  * nothing else is better in one figure and no worse in the others\n";
    }

    /// <summary>For scripts: CSV; a figure that was not obtained is empty.</summary>
    public string Csv()
    {
        var text = new StringBuilder("test,settings,flash_bytes,ram_bytes,cycles,mean_abs_lsb,metric,pareto,energy_j\n");
        foreach (VariantRow row in Rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Test},{row.Settings},{row.Flash},{row.Ram},{row.Cycles},{row.Error},{row.Metric},{(IsOnFront(row) ? 1 : 0)},{row.Joules}\n");
        }

        return text.ToString();
    }

    /// <summary>For pull requests.</summary>
    public string Markdown(string test) => $"### Variants of {MarkdownTable.Cell(test)}\n\n" + MarkdownTable.Of(
        ["settings", "flash B", "RAM B", "cycles (modelled)", "energy µJ (modelled)", "MVP error, steps", "metric", ""],
        [.. Rows.Select(row => (string[])
        [
            row.Settings, Figure(row.Flash, "N0"), Figure(row.Ram, "N0"), Figure(row.Cycles, "N0"), Figure(1e6 * row.Joules, "N1"), Figure(row.Error, "0.000"),
            Figure(row.Metric, "0.00000"), IsOnFront(row) ? "best" : "",
        ])],
        "lrrrrrrl") + "\nbest: nothing else is better in one figure and no worse in the others.\n";

    /// <summary>No other variant is as good in every figure that all have, and better in one.</summary>
    public bool IsOnFront(VariantRow row) => !Rows.Any(other => Beats(other, row));

    private bool Beats(VariantRow one, VariantRow other)
    {
        bool isBetter = false;
        foreach (Func<VariantRow, double?> cost in Costs.Where(cost => Rows.All(row => cost(row) is not null)))
        {
            double difference = cost(one)!.Value - cost(other)!.Value;
            if (difference > 0)
            {
                return false;
            }

            isBetter |= difference < 0;
        }

        return isBetter;
    }

    private static readonly Func<VariantRow, double?>[] Costs = [row => row.Flash, row => row.Ram, row => row.Cycles, row => row.Joules, row => row.Error, row => -row.Metric];

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>One variant. What was not obtained is null.</summary>
/// <param name="Test">Name of its output folder.</param>
/// <param name="Settings">What it differs in: "skip_softmax_op: true".</param>
/// <param name="Flash">Bytes of model, kernels and code; of constants and programs alone where nothing was built.</param>
/// <param name="Error">Mean difference of the accelerator's outputs, in steps.</param>
/// <param name="Metric">AUC, accuracy or R2 of what the target computes.</param>
/// <param name="Joules">Modelled energy of one inference.</param>
public sealed record VariantRow(string Test, string Settings, double? Flash, double? Ram, double? Cycles, double? Error, double? Metric, double? Joules = null)
{
    /// <param name="test">The test that the variant is one of.</param>
    public static VariantRow Of(ModelConfig test, ModelConfig variant, Compilation compilation)
    {
        var figures = new ReportFigures(compilation);
        ColumnResult? column = compilation.Test?.OfTarget;
        double? metric = column?.Metrics?.Guarded.Select(figure => (double?)figure.Value).FirstOrDefault();
        return new VariantRow(
            variant.Name, test.Variants.DifferenceOf(variant.Settings), figures.FlashInBytes ?? compilation.Plan.Lowered.Constants.Sum(constant => constant.Data.Bytes.Length),
            figures.RamInBytes, figures.TotalCycles, compilation.Error?.MeanAbsLsb, metric, figures.Joules);
    }
}
