using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.GraphView;

/// <summary>A graph as SVG.</summary>
internal static class GraphPicture
{
    private const double LetterWidth = 9, SmallLetterWidth = 7, FewestWidth = 120, MostWidth = 280, BoxHeight = 58, PortHeight = 40, Indent = 14;
    private const int MostLetters = 36;

    /// <param name="style">The style sheet, for a picture that stands alone; nothing within a page that has it.</param>
    public static Markup Of(ViewedGraph graph, Markup style)
    {
        PlacedGraph placed = LayeredLayout.Place([.. graph.Boxes.Select(Size)], graph.Arrows);
        Markup arrows = Markup.Join(placed.Arrows.Select(arrow => Arrow(arrow, placed)));
        Markup boxes = Markup.Join(graph.Boxes.Select((box, index) => Box(box, index, placed.Boxes[index])));
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" id="graph" role="group" aria-labelledby="graph-t graph-d" viewBox="0 0 {placed.Width} {placed.Height}" width="{placed.Width}" height="{placed.Height}">
            <title id="graph-t">{graph.Name}</title><desc id="graph-d">{graph.Remark}. From top to bottom in execution order.</desc>{style}
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5L8 4L0 7.5z"/></marker></defs>
            <rect class="ground" width="100%" height="100%"/><g>{arrows}</g><g>{boxes}</g></svg>
            """);
    }

    private static (double Width, double Height) Size(ViewedBox box)
    {
        double title = ((box.Title.Length + 5) * LetterWidth) + Indent, text = (Math.Max(Cut(box.Name).Length, Cut(box.Line).Length) * SmallLetterWidth) + (2 * Indent);
        return (Math.Clamp(Math.Max(title, text), FewestWidth, MostWidth), box.IsOperator ? BoxHeight : PortHeight);
    }

    private static Markup Box(ViewedBox box, int index, PlacedBox place)
    {
        string facts = string.Join('\n', box.Facts.Select(fact => $"{fact.Label}\t{fact.Value.Replace('\n', ' ').Replace('\t', ' ')}"));
        string tag = box.Kind is "mvp" or "cpu" ? box.Kind.ToUpperInvariant() : "";
        string spoken = $"{box.Title} {box.Name}, {(tag.Length > 0 ? $"{tag}, " : "")}{box.Line}";
        Markup text = box.IsOperator
            ? Markup.Of($"""<rect class="stripe" width="6" height="{place.Height}"/><text class="title" x="{Indent}" y="19">{box.Title}</text><text class="engine" x="{place.Width - 10}" y="19">{tag}</text><text x="{Indent}" y="35">{Cut(box.Name)}</text><text x="{Indent}" y="50">{Cut(box.Line)}</text>""")
            : Markup.Of($"""<text class="title" x="{Indent}" y="17">{Cut(box.Name)}</text><text x="{Indent}" y="32">{Cut(box.Line)}</text>""");
        return Markup.Of($"""
            <g class="box {box.Kind}" id="b{index}" role="img" aria-label="{spoken}" data-title="{box.Title} {box.Name}" data-facts="{facts}" transform="translate({place.X} {place.Y})"><title>{spoken}</title><rect class="body" width="{place.Width}" height="{place.Height}" rx="{(box.IsOperator ? 3 : 20)}"/>{text}</g>
            """);
    }

    private static Markup Arrow(PlacedArrow arrow, PlacedGraph placed)
    {
        PlacedBox from = placed.Boxes[arrow.Arrow.From], to = placed.Boxes[arrow.Arrow.To];
        (double X, double Y)[] points = [(from.Centre, from.Y + from.Height), .. arrow.Bends, (to.Centre, to.Y)];
        List<Markup> path = [Markup.Of($"M{points[0].X} {points[0].Y}")];
        for (int i = 1; i < points.Length; i++)
        {
            double middle = (points[i - 1].Y + points[i].Y) / 2;
            path.Add(points[i - 1].X == points[i].X
                ? Markup.Of($"V{points[i].Y}")
                : Markup.Of($"C{points[i - 1].X} {middle} {points[i].X} {middle} {points[i].X} {points[i].Y}"));
        }

        return Markup.Of($"<path class=\"arrow\" data-from=\"b{arrow.Arrow.From}\" data-to=\"b{arrow.Arrow.To}\" d=\"{Markup.Join(path)}\"/>");
    }

    private static string Cut(string text) => text.Length <= MostLetters ? text : "…" + text[^(MostLetters - 1)..];
}
