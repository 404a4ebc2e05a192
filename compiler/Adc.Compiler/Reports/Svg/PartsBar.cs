using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.Svg;

/// <summary>One horizontal bar made of parts; as wide as the place it stands in, so that nothing is scaled.</summary>
internal static class PartsBar
{
    /// <param name="parts">CSS class of the colour, title and size of each part, from left to right.</param>
    /// <param name="whole">What the full width stands for.</param>
    /// <param name="limit">Where a line is drawn; null for none.</param>
    public static Markup Of(string title, IReadOnlyList<(string Class, string Title, double Size)> parts, double whole, double? limit = null)
    {
        List<Markup> drawn = [];
        double start = 0;
        foreach ((string color, string name, double size) in parts)
        {
            double from = Percent(start, whole), width = Percent(size, whole);
            drawn.Add(Markup.Of($"<g><title>{name}</title><rect class=\"{color}\" x=\"{from}%\" width=\"{width}%\" height=\"100%\"/>{Pattern(color, from, width)}</g>"));
            start += size;
        }

        if (limit is double line)
        {
            drawn.Add(Markup.Of($"<line class=\"limit\" x1=\"{Percent(line, whole)}%\" x2=\"{Percent(line, whole)}%\" y1=\"0\" y2=\"100%\"/>"));
        }

        return Markup.Of($"<svg class=\"bar\" role=\"img\"><title>{title}</title>{Markup.Join(drawn)}</svg>");
    }

    // The second cue beside colour; the page defines the patterns once.
    private static Markup Pattern(string color, double from, double width) => color is "c2" or "c3" or "launch" or "cpu"
        ? Markup.Of($"<rect fill=\"url(#p-{color})\" x=\"{from}%\" width=\"{width}%\" height=\"100%\"/>")
        : default;

    private static double Percent(double part, double whole) => whole <= 0 ? 0 : 100 * part / whole;
}
