using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.GraphView;

/// <summary>The graph of a model as a file to look at.</summary>
public sealed class GraphPage
{
    private readonly ViewedGraph graph;

    private GraphPage(ViewedGraph graph) => this.graph = graph;

    /// <summary>"10 operators, as compiled".</summary>
    public string Remark => graph.Remark;

    public static GraphPage Of(ViewedModel model) => new(ModelPicture.Of(model));

    /// <summary>Of a folder that <c>adc compile</c> has written.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static GraphPage? OfFolder(string folder, DiagnosticBag diagnostics) => FolderPicture.Read(folder, diagnostics) is ViewedGraph graph ? new GraphPage(graph) : null;

    /// <summary>A picture by itself; hovering shows the titles of its boxes.</summary>
    public string Svg() => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + GraphPicture.Of(graph, Markup.Of($"<style>{Page.Of(["page.css", "graph.css"], []).Style}</style>"));

    /// <summary>A page that loads nothing: pan, zoom, search, and all facts of a box.</summary>
    public string Html()
    {
        var page = Page.Of(["page.css", "graph.css", "view.css"], ["view.js"]);
        (string Kind, string Label)[] kinds = [("mvp", "MVP"), ("cpu", "CPU"), ("none", "renames only"), ("plain", "operator"), ("input", "input"), ("output", "output"), ("state", "state")];
        return Templates.Render("html/view.html.hbs", new GraphPageView(
            page.Policy, page.Style, page.Script, Markup.Text(graph.Name), Markup.Lines(graph.Remark), Markup.Text(AdcVersion.Text),
            [.. kinds.Where(kind => graph.Boxes.Any(box => box.Kind == kind.Kind)).Select(kind => new LegendView(Markup.Text(kind.Kind), Markup.Text(kind.Label), Markup.Text(Readable.Count(graph.Boxes.Count(box => box.Kind == kind.Kind)))))],
            GraphPicture.Of(graph, default)));
    }
}

/// <summary>What templates/html/view.html.hbs lays out.</summary>
internal sealed record GraphPageView(Markup Policy, Markup Style, Markup Script, Markup Title, Markup Remark, Markup Version, IReadOnlyList<LegendView> Legend, Markup Picture);
