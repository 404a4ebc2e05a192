using System.Globalization;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>What a person reads after a compilation: plain text, at most 80 columns.</summary>
public static class SummaryReport
{
    private const int Width = 80;

    public static string Of(Compilation compilation, ReportContent? wanted = null)
    {
        ReportContent content = wanted ?? ReportContent.Default;
        var figures = new ReportFigures(compilation);
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(Wrapped.Of(value, $"  {label,-9} ", Width)).Append('\n');

        text.Append(CultureInfo.InvariantCulture, $"{compilation.Identity.Name}  ({compilation.Identity.SourceFile})\n");
        Graph graph = compilation.Model.Graph;
        AppendPorts(Line, "input", graph, graph.Inputs);
        AppendPorts(Line, "output", graph, graph.Outputs);
        if (compilation.Model.Quantized is QuantizedFile quantized)
        {
            Line("quantized", $"from {Printable.Text(quantized.SourceFile)} on {Readable.Several(quantized.Model.Report.Rows, "row")}: {QuantizationText.Verdict(quantized.Model.Report)}");
        }

        Line("work", $"{Readable.Several(figures.MultiplyAdds, "multiply-add")} in {Readable.Several(compilation.Plan.Lowered.Layers.Count, "layer")}, {Readable.Several(figures.Parameters, "parameter")}");
        if (content.TellsLayers)
        {
            AppendLayers(text, figures, content.TellsAll);
        }

        if (content.Estimate is ModelEstimate estimate)
        {
            string table = content.TellsAll ? EstimateText.Of(estimate, content.EstimatesTraining, Width) : EstimateText.Totals(estimate, content.EstimatesTraining, Width);
            text.Append(content.TellsLayers ? "" : "\n").Append(table).Append('\n');
        }

        if (content.GivesMemoryAndTime)
        {
            AppendMemory(Line, figures);
        }

        if (content.GivesMemoryAndTime && figures is { Instructions: long instructions, TotalCycles: not null })
        {
            Line("speed", !figures.UsesAccelerator
                ? string.Create(CultureInfo.InvariantCulture, $"{instructions:N0} instructions (emulated core); modelled {figures.CpuCycles:N0} cycles,")
                : string.Create(CultureInfo.InvariantCulture, $"modelled {figures.TotalCycles:N0} cycles: accelerator {figures.AcceleratorCycles:N0}{(compilation.SimulatedCycles is null ? "" : " (simulated)")}, core {figures.CpuCycles:N0},"));
            Line("", string.Create(CultureInfo.InvariantCulture, $"{Readable.Significant(figures.Seconds!.Value * 1000)} ms at {compilation.Request.Target.ClockInHz / 1e6:0.###} MHz, {1 / figures.Seconds:N0} inferences a second"));
        }

        if (compilation.Error is NetworkError error && figures.UsesAccelerator)
        {
            Line("error", string.Create(CultureInfo.InvariantCulture, $"mean {error.MeanAbsLsb:F3} steps, {Percent(error.ExactRatio)} equal, {Percent(error.WithinOneRatio)} within one, at most {error.MaxAbsLsb}"));
            Line("", $"(accelerator against the integer reference, {Readable.Several(error.Rows, "row")})");
        }

        if (compilation.Test is TestResult test)
        {
            text.Append(MetricsTable.Of(test)).Append(compilation.Request.ComparesBits ? DifferenceTable.Of(test) : "");
        }

        if (content.Baseline is BaselineComparison baseline)
        {
            AppendBaseline(text, baseline, content);
        }

        string howNear = compilation.Request.DeviceGate is null ? "exact" : "within the tolerance";
        AppendVerdict(Line, "host", $"emitted C on this machine {howNear}", compilation.Host);
        AppendVerdict(Line, "board", $"firmware on the emulated board {howNear}", compilation.Board);
        return text.ToString();
    }

    private static void AppendBaseline(StringBuilder text, BaselineComparison baseline, ReportContent content)
    {
        var table = new TextTable([new("figure", Fewest: 20), new("baseline", IsNumber: true), new("now", IsNumber: true), new("", IsNumber: true)], indent: 4);
        IReadOnlyList<(string Name, double? Before, double? After)> changes = baseline.Changes(content.TellsAll);
        foreach ((string name, double? before, double? after) in changes)
        {
            table.Add(name, FigureComparison.Text(before), FigureComparison.Text(after), FigureComparison.Share(before, after));
        }

        text.Append(CultureInfo.InvariantCulture, $"  baseline  {Printable.Text(content.Shown(baseline.File))}: {(changes.Count == 0 ? "no figure differs" : "these figures differ")}\n");
        text.Append(changes.Count == 0 ? "" : table.Print(Width));
    }

    private static void AppendPorts(Action<string, string> line, string label, Graph graph, Sequence<TensorId> ports)
    {
        for (int index = 0; index < ports.Count; index++)
        {
            string name = ports.Count == 1 ? "" : $"'{Cut(Printable.Text(graph[ports[index]].Name), 24)}' ";
            line(index == 0 ? label : "", name + graph.TypeOf(ports[index]));
        }
    }

    private static void AppendMemory(Action<string, string> line, ReportFigures figures)
    {
        TargetRequest target = figures.Compilation.Request.Target;
        if (figures.FlashInBytes is int flash)
        {
            line("flash", string.Create(
                CultureInfo.InvariantCulture,
                $"{flash:N0} B of {target.FlashInBytes:N0} ({Percent(flash, target.FlashInBytes)}): constants {flash - figures.CodeInBytes:N0}, code {figures.CodeInBytes:N0}"));
        }

        string stack = figures.StackInBytes is int bytes ? string.Create(CultureInfo.InvariantCulture, $"; stack {bytes:N0} B") : "";
        string pinned = figures.PinnedInBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", constants {figures.PinnedInBytes:N0}") : "";
        string programs = figures.ProgramsInRamInBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", programs {figures.ProgramsInRamInBytes:N0}") : "";
        line("ram", string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.RamInBytes:N0} B of {target.RamInBytes:N0} ({Percent(figures.RamInBytes, target.RamInBytes)}): arena {figures.ArenaInBytes:N0} (at least {figures.Compilation.Plan.LowerBoundInBytes:N0}){pinned}{programs}{stack}"));
    }

    private static void AppendVerdict(Action<string, string> line, string label, string who, SelfTestResult? result)
    {
        if (result is not null)
        {
            line(label, string.Create(CultureInfo.InvariantCulture, $"{(result.Succeeded ? "PASS" : "FAIL")}: {who} on {result.Passed:N0} of {Readable.Several(result.Count, "test vector")}"));
        }
    }

    private static string Percent(int part, int whole) => Percent(part / (double)whole);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static void AppendLayers(StringBuilder text, ReportFigures figures, bool tellsAll)
    {
        Graph graph = figures.Compilation.Model.Graph;
        bool counted = figures.Instructions is not null, accelerated = figures.UsesAccelerator && figures.CountsCycles;
        bool timed = counted && figures.CountsCycles;
        int nameWidth = accelerated || timed ? 12 : 20;
        string headings = (accelerated ? "  MVP cyc" : counted ? "    instr" : "") + (timed ? " core cyc" : "");
        text.Append($"\n      {"layer".PadRight(nameWidth)} {"operator",-15} {"engine",-6} {"MACs",9} {"flash B",9}{headings}\n");
        foreach (LoweredLayer layer in figures.Compilation.Plan.Lowered.Layers)
        {
            string name = Cut(CIdentifier.OfLayer(graph[layer.Node.Output].Name, layer.Node.Operator.Name), nameWidth).PadRight(nameWidth);
            string cycles = !accelerated ? "" : string.Create(CultureInfo.InvariantCulture, $" {figures.AcceleratorCyclesOf(layer),8:N0}");
            string instructions = !accelerated && figures.InstructionsOf(layer) is long count ? string.Create(CultureInfo.InvariantCulture, $" {count,8:N0}") : "";
            string core = timed ? string.Create(CultureInfo.InvariantCulture, $" {figures.CyclesOf(layer),8:N0}") : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {layer.Index,3} {name} {Cut(layer.Node.Operator.Name, 15),-15} {layer.Engine.ToString().ToLowerInvariant(),-6} {layer.MultiplyAdds,9:N0} {figures.ConstantsOf(layer),9:N0}{cycles}{instructions}{core}\n");
            if (tellsAll)
            {
                string error = layer.Error is { } found ? string.Create(CultureInfo.InvariantCulture, $"; error mean {found.MeanAbsLsb:0.0000} steps, at most {found.MaxAbsLsb}") : "";
                text.Append(Wrapped.Of($"{layer.Reason}{error}; {Shapes(layer.Node.Inputs.Take(1), graph)} to {Shapes(layer.Node.Outputs, graph)}", "        ", Width)).Append('\n');
            }
        }

        text.Append('\n');
    }

    private static string Shapes(IEnumerable<TensorId> tensors, Graph graph) => string.Join(", ", tensors.Select(id => $"{graph.TypeOf(id).Element.DisplayName()} {graph.TypeOf(id).Shape}"));

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
