using System.Globalization;
using System.Text;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Reports;

/// <summary>Operations, cycles, time and energy layer by layer, in the columns that users of the vendor's tool kit know, and what would help.</summary>
public static class ProfileReport
{
    private const int LabelWidth = 22;

    /// <param name="tried">Further hints, of changes that were tried by compiling again.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static string Of(Compilation compilation, IReadOnlyList<TriedChange> tried, int width = int.MaxValue)
    {
        var figures = new ReportFigures(compilation);
        var profile = ModelProfile.Of(figures);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{compilation.Identity.Name}  ({compilation.Identity.SourceFile})\n");
        AppendTotals((label, value) => text.Append(Wrapped.Of(value, $"  {label.PadRight(LabelWidth)}  ", Math.Min(width, Wrapped.Widest))).Append('\n'), figures, profile);
        text.Append('\n').Append(Layers(profile, figures, width));
        if (profile.TimeLine.Count > 0)
        {
            text.Append('\n').Append(TimeLineText.Of(profile, width));
        }

        AppendHints(text, [.. profile.Hints, .. tried.Select(change => new ProfileHint(change.Advice, change.SavedCycles, change.RamInBytes))], figures, width);
        if (profile.Joules is not null)
        {
            text.Append('\n').Append(Wrapped.Of($"energy: modelled cycles times power; {profile.Power!.Source}", "  ", Math.Min(width, Wrapped.Widest))).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendTotals(Action<string, string> line, ReportFigures figures, ModelProfile profile)
    {
        Compilation compilation = figures.Compilation;
        Graph graph = compilation.Model.Graph;
        line("Accelerator", compilation.Request.Accelerator is null ? "none" : "MVP");
        line("Input", string.Join("; ", graph.Inputs.Select(id => Brief(graph.TypeOf(id)))));
        line("Output", string.Join("; ", graph.Outputs.Select(id => Brief(graph.TypeOf(id)))));
        line("Flash (B)", TextTable.Number(figures.FlashInBytes));
        line("RAM (B)", TextTable.Number(figures.RamInBytes));
        line("Operations", TextTable.Number(figures.Operations));
        line("Multiply-adds", TextTable.Number(figures.MultiplyAdds));
        line("Layers", TextTable.Number(compilation.Plan.Lowered.Layers.Count));
        line("Accelerator cycles", TextTable.Number(figures.AcceleratorCycles) + (figures.UsesAccelerator
            ? $"  (modelled; {TextTable.Number(figures.AcceleratorCyclesOnOnePort)} if both load streams share a port of the RAM)"
            : "  (modelled)"));
        line("CPU cycles", $"{TextTable.Number(figures.CpuCycles)}  (modelled: {TextTable.Number(figures.Instructions)} emulated instructions, {PerInstruction(figures)})");
        if (figures.TotalCycles is long)
        {
            int clock = compilation.Request.Target.ClockInHz;
            line("CPU utilisation", profile.CoreShare!.Value.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal));
            line("Clock (MHz)", (clock / 1e6).ToString("0.###", CultureInfo.InvariantCulture));
            line("Time (ms)", (figures.Seconds!.Value * 1000).ToString("N3", CultureInfo.InvariantCulture));
            line("Multiply-adds a second", TextTable.Number((long)(figures.MultiplyAdds / figures.Seconds.Value)));
            line("Inferences a second", (1 / figures.Seconds.Value).ToString("N1", CultureInfo.InvariantCulture));
            line("Energy (uJ)", Energy(profile, clock));
        }
    }

    private static string PerInstruction(ReportFigures figures) => !figures.UsesCoreModel ? $"{figures.CyclesPerInstruction.ToString(CultureInfo.InvariantCulture)} cycles each"
        : figures is { Instructions: > 0 and long instructions, CpuCycles: long cycles } ? string.Create(CultureInfo.InvariantCulture, $"{cycles / (double)instructions:0.00} cycles each on average")
        : "one by one";

    private static string Energy(ModelProfile profile, int clock)
    {
        if (profile.Joules is double joules)
        {
            double margin = profile.Power!.Uncertainty;
            return string.Create(CultureInfo.InvariantCulture, $"{Micro(joules)}  (modelled; {Micro(joules * (1 - margin))} to {Micro(joules * (1 + margin))})");
        }

        return profile.Power switch
        {
            null => "not asked for (target.energy_model: none)",
            { AcceleratorClockInHz: int only } when only != clock => string.Create(CultureInfo.InvariantCulture, $"not known: the accelerator's power is published for {only / 1e6:0.###} MHz alone"),
            PowerFigures figures => $"not known: {Printable(figures)}",
        };
    }

    private static string Printable(PowerFigures figures) =>
        figures.CoreJoulesPerCycle is null ? "the energy model has no figure for the core" : "the energy model has no figure for the accelerator";

    private static string Layers(ModelProfile profile, ReportFigures figures, int width)
    {
        Graph graph = figures.Compilation.Model.Graph;
        double clock = figures.Compilation.Request.Target.ClockInHz;
        var table = new TextTable(
        [
            new("", IsNumber: true), new("opcode", Fewest: 11), new("MACs", IsNumber: true), new("MVP cyc", IsNumber: true), new("CPU cyc", IsNumber: true), new("us", IsNumber: true),
            new("uJ", IsNumber: true), new("held up by"), new("roof", IsNumber: true), new("ops", IsNumber: true, IsOptional: true), new("input", IsOptional: true), new("output", IsOptional: true), new("options", IsOptional: true),
        ]);
        foreach (LayerProfile layer in profile.Layers)
        {
            Node node = layer.Layer.Node;
            long? cycles = layer.CoreCycles + layer.AcceleratorCycles;
            table.Add(
                layer.Layer.Index.ToString(CultureInfo.InvariantCulture), node.Operator.Name, Count(layer.Layer.MultiplyAdds), Count(layer.AcceleratorCycles), TextTable.Number(layer.CoreCycles),
                cycles is long count ? (count / clock * 1e6).ToString("N1", CultureInfo.InvariantCulture) : "", layer.Joules is double joules ? Micro(joules) : "", BoundText(layer.Bound),
                Roof(layer), Count(Work.Operations(node, graph)), Extents(graph.TypeOf(node.Inputs[0])), Extents(graph.TypeOf(node.Output)), node.Operator.Attributes);
        }

        return table.Print(width) + (!figures.UsesAccelerator ? "" : Wrapped.Of(
            "roof: share of the time that the multiply-adds alone would take at the accelerator's two a cycle; above it: issue (other instructions), flash (waiting for weights), overhead (starting programs).",
            "  ", Math.Min(width, Wrapped.Widest)) + "\n");
    }

    private static void AppendHints(StringBuilder text, ProfileHint[] hints, ReportFigures figures, int width)
    {
        if (hints.Length == 0)
        {
            return;
        }

        double all = figures.TotalCycles ?? figures.AcceleratorCycles;
        text.Append("\n  What would help:\n");
        foreach (ProfileHint hint in hints.OrderByDescending(hint => hint.SavedCycles))
        {
            string price = hint.RamInBytes is long bytes ? string.Create(CultureInfo.InvariantCulture, $" for {bytes:N0} B of RAM") : "";
            string saving = string.Create(CultureInfo.InvariantCulture, $"-{hint.SavedCycles:N0} cycles ({hint.SavedCycles / all:P1})").Replace(" %", "%", StringComparison.Ordinal);
            text.Append(Wrapped.Of($"{saving}{price}: {hint.Advice}", "    ", Math.Min(width, Wrapped.Widest))).Append('\n');
        }
    }

    private static string Roof(LayerProfile layer) => layer.Shares is { Arithmetic: > 0 } shares
        ? (shares.Arithmetic / (double)(shares.Arithmetic + shares.Issue + shares.Flash + shares.Overhead)).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)
        : "";

    private static string BoundText(ProfileBound bound) => bound == ProfileBound.None ? "" : bound.ToString().ToLowerInvariant();

    private static string Count(long value) => value == 0 ? "" : TextTable.Number(value);

    private static string Micro(double joules) => (joules * 1e6).ToString(joules < 1e-4 ? "N2" : "N1", CultureInfo.InvariantCulture);

    private static string Brief(TensorType type) => $"{type.Element.DisplayName()} {type.Shape}";

    private static string Extents(TensorType type) => string.Join('x', type.Shape.Extents);
}
