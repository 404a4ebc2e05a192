using System.Globalization;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>report.md, for pull requests: verdict, key figures, the layers that matter, warnings. What was not obtained is left out.</summary>
public static class MarkdownReport
{
    private const double ShareThatMatters = 0.05;

    public static string Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics, ReportContent? wanted = null)
    {
        ReportContent content = wanted ?? ReportContent.Default;
        var figures = new ReportFigures(compilation);
        var verdict = RunVerdict.Of(compilation, diagnostics);
        TargetRequest target = compilation.Request.Target;
        string engine = compilation.Request.Accelerator is null ? "without accelerator" : "with MVP";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {MarkdownTable.Cell(compilation.Identity.Name)}: {verdict.Word}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MarkdownTable.Cell(content.Model(compilation))} on {target.BoardName}, {target.ClockInHz / 1e6:0.###} MHz, {engine}. {verdict.Sentence}.\n\n");
        text.Append(MarkdownTable.Of(["", "", ""], KeyFigures(figures, content), "lrl"));
        if (content.TellsLayers)
        {
            AppendLayers(text, figures, content.TellsAll);
        }

        AppendEstimate(text, content);
        AppendBaseline(text, content);
        AppendFiles(text, compilation.Identity.Inputs, content);
        string[] messages = [.. diagnostics.Where(diagnostic => content.TellsAll || diagnostic.Severity > Severity.Note).Select(content.Shown).Select(diagnostic => $"- {MarkdownTable.Cell(diagnostic.ToString())}\n")];
        if (messages.Length > 0)
        {
            text.Append("\nMessages:\n\n").AppendJoin("", messages);
        }

        return text.ToString();
    }

    private static List<string[]> KeyFigures(ReportFigures figures, ReportContent content)
    {
        TargetRequest target = figures.Compilation.Request.Target;
        List<string[]> rows = [];
        void Add(string label, string value, string remark) => rows.Add([label, value, remark]);
        if (content.GivesMemoryAndTime)
        {
            AddMemoryAndTime(figures, target, Add);
        }

        if (figures.Compilation.Error is NetworkError error && figures.UsesAccelerator)
        {
            Add("MVP error", string.Create(CultureInfo.InvariantCulture, $"{error.MeanAbsLsb:0.000} steps"), $"{Readable.Percent(error.WithinOneRatio)} within one, at most {error.MaxAbsLsb}");
        }

        foreach (ColumnResult column in figures.Compilation.Test?.Columns.Items ?? [])
        {
            foreach ((string name, double value) in column.Metrics?.Guarded ?? [])
            {
                Add($"{name}, {column.Name}", Readable.Share(value), "");
            }
        }

        return rows;
    }

    private static void AddMemoryAndTime(ReportFigures figures, TargetRequest target, Action<string, string, string> Add)
    {
        if (figures.Seconds is double seconds)
        {
            Add("time (modelled)", Readable.Seconds(seconds), $"{Readable.Significant(1 / seconds)} inferences a second");
            Add("cycles (modelled)", Readable.Count(figures.TotalCycles!.Value),
                figures.UsesAccelerator ? $"MVP {Readable.Count(figures.AcceleratorCycles)}, core {Readable.Count(figures.CpuCycles!.Value)}" : $"{Readable.Count(figures.Instructions!.Value)} instructions");
        }
        else if (figures.UsesAccelerator && figures.CountsCycles)
        {
            Add("MVP cycles (modelled)", Readable.Count(figures.AcceleratorCycles), "");
        }

        if (figures.Joules is double joules)
        {
            Add("energy (modelled)", Readable.Joules(joules), "an inference");
        }

        if (figures.FlashInBytes is int flash)
        {
            Add("flash", $"{Readable.Count(flash)} B", $"{Readable.Percent(flash / (double)target.FlashInBytes)} of {Readable.Count(target.FlashInBytes)} B");
        }

        Add("RAM", $"{Readable.Count(figures.RamInBytes)} B", $"{Readable.Percent(figures.RamInBytes / (double)target.RamInBytes)} of {Readable.Count(target.RamInBytes)} B");
        if (figures.StackInBytes is int stack)
        {
            Add("stack", $"{Readable.Count(stack)} B", "");
        }
    }

    private static void AppendEstimate(StringBuilder text, ReportContent content)
    {
        if (content.Estimate is ModelEstimate estimate)
        {
            IEnumerable<EstimateLine> lines = (content.TellsAll ? EstimateLine.OfLayers(estimate) : []).Concat(EstimateLine.OfWhole(estimate, content.EstimatesTraining));
            text.Append("\nEstimate:\n\n").Append(MarkdownTable.Of(["", .. EstimateLine.Headings], [.. lines.Select(line => (string[])[line.Name, .. line.Figures.Select(Readable.Count)])], "lrrrr"));
        }
    }

    private static void AppendBaseline(StringBuilder text, ReportContent content)
    {
        if (content.Baseline is not BaselineComparison baseline)
        {
            return;
        }

        string file = MarkdownTable.Cell(content.Shown(baseline.File));
        IReadOnlyList<(string Name, double? Before, double? After)> changes = baseline.Changes(content.TellsAll);
        text.Append(CultureInfo.InvariantCulture, $"\nAgainst the baseline {file}: {(changes.Count == 0 ? "no figure differs.\n" : "\n\n")}");
        text.Append(changes.Count == 0 ? "" : MarkdownTable.Of(
            ["figure", "baseline", "now", "change"],
            [.. changes.Select(change => (string[])
            [
                change.Name, FigureComparison.Text(change.Before), FigureComparison.Text(change.After), FigureComparison.Share(change.Before, change.After),
            ])],
            "lrrr"));
    }

    private static void AppendFiles(StringBuilder text, Sequence<HashedFile> files, ReportContent content)
    {
        if (files.Count > 0)
        {
            text.Append("\nMade from:\n\n").Append(MarkdownTable.Of(["", "file", "SHA-256"], [.. files.Select(file => (string[])[file.Key, content.Shown(file.Path), file.Hash])], "lll"));
        }
    }

    private static void AppendLayers(StringBuilder text, ReportFigures figures, bool tellsAll)
    {
        LayerCycles[] layers = [.. figures.Compilation.Plan.Lowered.Layers.Select(layer => LayerCycles.Of(layer, figures))];
        double sum = figures.TotalCycles ?? layers.Sum(layer => layer.Total);
        LayerCycles[] large = tellsAll ? layers : [.. layers.Where(layer => layer.Total > ShareThatMatters * sum)];
        if (large.Length == 0)
        {
            return;
        }

        Graph graph = figures.Compilation.Model.Graph;
        text.Append(tellsAll ? "\nLayers:\n\n" : string.Create(CultureInfo.InvariantCulture, $"\nLayers over 5 % of the cycles ({large.Length} of {layers.Length}):\n\n"));
        text.Append(MarkdownTable.Of(
            ["#", "layer", "operator", "engine", "cycles", "share", .. tellsAll ? (string[])["flash B", "mean error", "why this engine"] : []],
            [.. large.Select(layer => (string[])
            [
                layer.Layer.Index.ToString(CultureInfo.InvariantCulture), CIdentifier.OfLayer(graph[layer.Layer.Node.Output].Name, layer.Layer.Node.Operator.Name),
                layer.Layer.Node.Operator.Name, layer.Layer.Engine.ToString().ToLowerInvariant(), layer.Total > 0 ? Readable.Count(layer.Total) : "", layer.Total > 0 ? Readable.Percent(layer.Total / sum) : "",
                .. tellsAll ? (string[])[Readable.Count(figures.ConstantsOf(layer.Layer)), layer.Layer.Error?.MeanAbsLsb.ToString("0.0000", CultureInfo.InvariantCulture) ?? "", layer.Layer.Reason] : [],
            ])],
            tellsAll ? "rlllrrrrl" : "rlllrr"));
    }
}
