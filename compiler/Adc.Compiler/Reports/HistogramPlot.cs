using System.Globalization;
using System.Net;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>&lt;model&gt;_histograms.html: how often outputs are how many steps off, for each column and for each layer of the running network.</summary>
/// <remarks>One page that needs nothing else: no script, no network.</remarks>
public static class HistogramPlot
{
    private const int BarWidth = 16, PlotHeight = 120, AxisHeight = 22, TopMargin = 18, LabelEvery = 4;

    /// <returns>Null when nothing was compared.</returns>
    public static string? Of(Compilation compilation)
    {
        Graph graph = compilation.Plan.Lowered.Graph;
        List<(string Title, OutputDifference Difference)> plots =
        [
            .. (compilation.Test?.Differences ?? []).Select(difference => ($"Output: {Name(difference.Actual)} from {Name(difference.Expected)}", difference)),
            .. compilation.LayerDifferences.Select(layer => (Title(compilation.Plan.Lowered.Layers[layer.Layer], graph), layer.Difference)),
        ];
        if (plots.Count == 0)
        {
            return null;
        }

        string model = WebUtility.HtmlEncode(compilation.Identity.Name);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{model}: differences</title>\n");
        text.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\n");
        text.Append(":root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }\nbody { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }\n");
        text.Append("main { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); }\nfigure { margin: 0; }\n");
        text.Append("figcaption { font-weight: 600; overflow-wrap: anywhere; }\nfigure p { margin: 0; font-size: .87rem; font-variant-numeric: tabular-nums; }\n");
        text.Append("svg { width: 100%; height: auto; }\nrect { fill: #2f6fb0; }\nrect.none { fill: #767676; }\n");
        text.Append("text { fill: currentColor; font: 10px system-ui, sans-serif; text-anchor: middle; }\nline { stroke: currentColor; }\n</style>\n</head>\n<body>\n");
        text.Append(CultureInfo.InvariantCulture, $"<h1>{model}: differences in output steps</h1>\n<p>Bars are shares of all values on a logarithmic scale; the grey one is no difference, the outermost hold all that are further off.</p>\n<main>\n");
        foreach ((string title, OutputDifference difference) in plots)
        {
            AppendFigure(text, title, difference);
        }

        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendFigure(StringBuilder text, string title, OutputDifference difference)
    {
        string caption = WebUtility.HtmlEncode(title);
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Rows:N0} rows: {difference.ExactRatio:P2} equal, {difference.WithinOneRatio:P2} within one, mean {difference.MeanAbsLsb:0.000}, at most {difference.MaxAbsLsb:0.#}");
        text.Append(CultureInfo.InvariantCulture, $"<figure>\n<figcaption>{caption}</figcaption>\n<p>{figures}</p>\n{Svg(caption, figures, difference.Histogram)}</figure>\n");
    }

    /// <summary>A drawing of its own.</summary>
    /// <param name="title">Already safe in markup.</param>
    private static string Svg(string title, string description, Sequence<long> histogram)
    {
        int width = histogram.Count * BarWidth, reach = histogram.Count / 2, bottom = TopMargin + PlotHeight;
        double all = Math.Max(1, histogram.Sum());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {bottom + AxisHeight}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>{title}</title>\n<desc>{description}</desc>\n");
        for (int index = 0; index < histogram.Count; index++)
        {
            int steps = index - reach, x = index * BarWidth;
            if (histogram[index] > 0)
            {
                double share = histogram[index] / all, height = Height(share);
                string kind = steps == 0 ? " class=\"none\"" : "";
                svg.Append(CultureInfo.InvariantCulture, $"<rect{kind} x=\"{x + 1}\" y=\"{bottom - height:0.##}\" width=\"{BarWidth - 2}\" height=\"{height:0.##}\"><title>{Steps(steps, reach)}: {histogram[index]:N0} values, {share:P3}</title></rect>\n");
            }

            if (steps % LabelEvery == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (BarWidth / 2)}\" y=\"{bottom + 14}\">{steps:+0;-0;0}</text>\n");
            }
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"{width}\" y1=\"{bottom}\" y2=\"{bottom}\"/>\n</svg>\n").ToString();
    }

    /// <summary>Six decades: a millionth is a hair, everything is the whole height.</summary>
    private static double Height(double share)
    {
        const double Decades = 6, Least = 2;
        return Math.Max(Least, PlotHeight * Math.Max(0, 1 + (Math.Log10(share) / Decades)));
    }

    private static string Steps(int steps, int reach) => string.Create(
        CultureInfo.InvariantCulture, $"{steps:+0;-0;0} step{(Math.Abs(steps) == 1 ? "" : "s")}{(Math.Abs(steps) == reach ? " or more" : "")}");

    private static string Title(LoweredLayer layer, Graph graph) => string.Create(
        CultureInfo.InvariantCulture, $"Layer {layer.Index}: {Printable.Text(graph[layer.Node.Output].Name)} ({layer.Node.Operator.Name}, {Name(layer.Engine)})");

    private static string Name<T>(T value)
        where T : Enum => value.ToString().ToLowerInvariant();
}
