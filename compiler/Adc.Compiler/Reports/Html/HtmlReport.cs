using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports.Html;

/// <summary>report.html: the figures of report.json for people, as one file that loads nothing. What was not obtained is left out.</summary>
public static class HtmlReport
{
    public static string Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics, ReportContent? wanted = null)
    {
        ReportContent content = wanted ?? ReportContent.Default;
        bool layers = content.TellsLayers, memory = content.GivesMemoryAndTime;
        var figures = new ReportFigures(compilation);
        var page = Page.Of(["page.css", "report.css"], ["report.js"]);
        var verdict = RunVerdict.Of(compilation, diagnostics);
        (IReadOnlyList<ShapeView> shapes, Markup? cut) = layers ? ShapeViews.Of(figures, content.TellsAll) : ([], null);
        return Templates.Render("html/report.html.hbs", new ReportView(
            page.Policy, page.Style, page.Script, Markup.Text(compilation.Identity.Name), Subtitle(compilation, content), Markup.Text(AdcVersion.Text),
            Markup.Lines(verdict.Sentence), Markup.Text(verdict.Word), CardViews.Of(figures, verdict, memory), Facts(figures, content), memory ? FitViews.Of(figures) : [], layers && memory ? MemoryViews.Of(compilation.Plan) : null,
            layers && memory ? LayerBarViews.Cycles(figures, content.TellsAll) : null, Hints(figures), layers ? LayerBarViews.Errors(figures, content.TellsAll) : null, compilation.Test is { } test ? TestViews.Of(test) : null, shapes, cut,
            layers ? LayerTableViews.Of(figures) : null, DiagnosticViews.Of(diagnostics, content), SectionViews.Of(content)));
    }

    private static Markup Subtitle(Compilation compilation, ReportContent content)
    {
        TargetRequest target = compilation.Request.Target;
        string engine = compilation.Request.Accelerator is null ? "without accelerator" : "with MVP";
        return Markup.Of($"{content.Model(compilation)} on {target.BoardName} ({target.PartNumber}), {(target.ClockInHz / 1e6).ToString("0.###", CultureInfo.InvariantCulture)} MHz, {engine}");
    }

    private static HintView[] Hints(ReportFigures figures)
    {
        string Share(ProfileHint hint) => figures.TotalCycles is long all ? $" ({Readable.Percent(hint.SavedCycles / (double)all)})" : "";
        return
        [
            .. ModelProfile.Of(figures).Hints.Select(hint => new HintView(
                Markup.Text($"−{Readable.Count(hint.SavedCycles)} cycles{Share(hint)}"), Markup.Lines(hint.Advice + (hint.RamInBytes is long bytes ? $"; takes {Readable.Count(bytes)} B of RAM" : "")))),
        ];
    }

    private static List<FactView> Facts(ReportFigures figures, ReportContent content)
    {
        Graph graph = figures.Compilation.Model.Graph;
        List<FactView> facts = [];
        void Add(string label, string value) => facts.Add(new FactView(Markup.Text(label), Markup.Lines(value)));
        void AddPorts(string label, Sequence<TensorId> ports)
        {
            foreach (TensorId id in ports)
            {
                Add(label, $"{Printable.Text(graph[id].Name)}: {graph.TypeOf(id)}");
            }
        }

        AddPorts("input", graph.Inputs);
        AddPorts("output", graph.Outputs);
        Add("work", $"{Readable.Count(figures.MultiplyAdds)} multiply-adds in {Readable.Count(figures.Compilation.Plan.Lowered.Layers.Count)} layers, {Readable.Count(figures.Parameters)} parameters");
        if (figures.Compilation.Model.Quantized is QuantizedFile quantized)
        {
            Add("quantized", $"from {Printable.Text(quantized.SourceFile)} on {Readable.Count(quantized.Model.Report.Rows)} rows: {QuantizationText.Verdict(quantized.Model.Report)}");
        }

        Add("rounding", figures.Compilation.Identity.Rounding.ToString().ToLowerInvariant());
        if (figures.Compilation.Identity is { NamesHashes: true } identity)
        {
            Add("SHA-256", identity.Hash);
            foreach (HashedFile file in identity.Inputs)
            {
                Add(file.Key, $"{Printable.Text(content.Shown(file.Path))}, SHA-256 {file.Hash}");
            }
        }

        return facts;
    }
}
