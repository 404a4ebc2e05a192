using System.Globalization;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports.Html;

/// <summary>The figures on top of the page.</summary>
internal static class CardViews
{
    public static IReadOnlyList<CardView> Of(ReportFigures figures, RunVerdict verdict, bool givesMemoryAndTime)
    {
        List<CardView> cards = [];
        void Add(string label, string value, string key, IFormattable raw, string kind, params string[] notes) => cards.Add(new CardView(
            Markup.Text(label), Markup.Text(value), Markup.Text(key), Markup.Text(raw.ToString(null, CultureInfo.InvariantCulture)), Markup.Text(kind),
            [.. notes.Where(note => note.Length > 0).Select(Markup.Text)]));

        if (givesMemoryAndTime)
        {
            AddMemoryAndTime(figures, Add);
        }

        if (figures.Compilation.Error is NetworkError error && figures.UsesAccelerator)
        {
            Add("MVP error", error.MeanAbsLsb.ToString("0.000", CultureInfo.InvariantCulture), "comparison.mvp.mean_abs_lsb", Math.Round(error.MeanAbsLsb, 6), "simulated",
                "steps on average", $"{Readable.Percent(error.WithinOneRatio)} within one", $"at most {error.MaxAbsLsb}");
        }

        if (figures.Compilation.Test is TestResult test && Metric(test) is (string name, double value, string[] others))
        {
            string key = name == "average AUC" ? "auc_average" : name.ToLowerInvariant();
            Add(char.ToUpperInvariant(name[0]) + name[1..], Readable.Share(value), $"metrics.columns.{test.Columns[^1].Name}.{key}", value, test.Columns[^1].Name, others);
        }

        return cards;
    }

    private delegate void Card(string label, string value, string key, IFormattable raw, string kind, params string[] notes);

    private static void AddMemoryAndTime(ReportFigures figures, Card Add)
    {
        TargetRequest target = figures.Compilation.Request.Target;
        if (figures.Seconds is double seconds)
        {
            Add("Time", Readable.Seconds(seconds), "cycles.time_s", seconds, "modelled", $"{Readable.Significant(1 / seconds)} inferences a second");
            Add("Cycles", Readable.Count(figures.TotalCycles!.Value), "cycles.total", figures.TotalCycles.Value, "modelled",
                figures.UsesAccelerator ? $"MVP {Readable.Count(figures.AcceleratorCycles)}" : "",
                figures.UsesAccelerator ? $"core {Readable.Count(figures.CpuCycles!.Value)}" : $"{Readable.Count(figures.Instructions!.Value)} instructions");
        }
        else if (figures.UsesAccelerator && figures.CountsCycles)
        {
            Add("MVP cycles", Readable.Count(figures.AcceleratorCycles), "", figures.AcceleratorCycles, "modelled", "core not counted");
        }

        if (figures.Joules is double joules)
        {
            Add("Energy", Readable.Joules(joules), "cycles.energy_j", joules, "modelled", target.Power is { } power ? $"± {Readable.Count((long)Math.Round(100 * power.Uncertainty))} %" : "an inference");
        }

        if (figures.FlashInBytes is int flash)
        {
            Add("Flash", Readable.Bytes(flash), "memory.flash_bytes", flash, "", $"{Readable.Percent(flash / (double)target.FlashInBytes)} of {Readable.Bytes(target.FlashInBytes)}");
        }

        Add("RAM", Readable.Bytes(figures.RamInBytes), "memory.ram_bytes", figures.RamInBytes, "",
            $"{Readable.Percent(figures.RamInBytes / (double)target.RamInBytes)} of {Readable.Bytes(target.RamInBytes)}",
            figures.StackInBytes is int stack ? $"and {Readable.Bytes(stack)} of stack" : "");
    }

    /// <summary>The figure by which the last column is judged, and the same of the others.</summary>
    private static (string Name, double Value, string[] Others)? Metric(TestResult test)
    {
        if (test.Columns.Count == 0 || test.Columns[^1].Metrics?.Guarded.FirstOrDefault() is not ({ } name, var value))
        {
            return null;
        }

        string[] others = [.. test.Columns.SkipLast(1).Where(column => column.Metrics is not null)
            .SelectMany(column => column.Metrics!.Guarded.Where(figure => figure.Name == name).Select(figure => $"{column.Name} {Readable.Share(figure.Value)}"))];
        return (name, value, others);
    }
}
