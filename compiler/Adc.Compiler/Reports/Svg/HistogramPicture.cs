using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.Svg;

/// <summary>Scores of normal and anomalous clips beside each other, with the threshold as a line.</summary>
internal static class HistogramPicture
{
    private const int Left = 44, Top = 22, Width = 360, Height = 190;

    public static Markup Of(string column, ScoreHistogram scores, double? threshold)
    {
        int most = Math.Max(1, scores.Normal.Concat(scores.Anomalous).Max()), bins = scores.Normal.Count;
        double bin = Width / (double)bins;
        double Y(double count) => Top + (Height * (1 - (count / most)));
        double X(double score) => scores.To > scores.From ? Left + (Width * (score - scores.From) / (scores.To - scores.From)) : Left;
        double From(int index) => scores.From + ((scores.To - scores.From) * index / bins);

        List<Markup> bars = [];
        for (int index = 0; index < bins; index++)
        {
            foreach ((string color, int count, int place) in ((string, int, int)[])[("normal", scores.Normal[index], 0), ("anomalous", scores.Anomalous[index], 1)])
            {
                if (count > 0)
                {
                    double x = Left + (bin * index) + (place * bin / 2), height = Height * count / (double)most;
                    Markup hatch = place == 1 ? Markup.Of($"<rect fill=\"url(#p-anomalous)\" x=\"{x}\" y=\"{Y(count)}\" width=\"{(bin / 2) - 0.5}\" height=\"{height}\"/>") : default;
                    bars.Add(Markup.Of($"<g><title>{count} {color}, score {Readable.Significant(From(index))} to {Readable.Significant(From(index + 1))}</title><rect class=\"{color}\" x=\"{x}\" y=\"{Y(count)}\" width=\"{(bin / 2) - 0.5}\" height=\"{height}\"/>{hatch}</g>"));
                }
            }
        }

        Markup[] grid = [.. Ticks.Of(most).Select(count => Markup.Of($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(count)}\" y2=\"{Y(count)}\"/><text class=\"e\" x=\"{Left - 6}\" y=\"{Y(count) + 4}\">{(int)count}</text>"))];
        Markup[] marks = [.. Enumerable.Range(0, 5).Select(quarter => scores.From + ((scores.To - scores.From) * quarter / 4)).Distinct()
            .Select(score => Markup.Of($"<text class=\"m\" x=\"{X(score)}\" y=\"{Top + Height + 16}\">{Readable.Significant(score)}</text>"))];
        Markup line = threshold is double at && at >= scores.From && at <= scores.To
            ? Markup.Of($"<line class=\"threshold\" x1=\"{X(at)}\" x2=\"{X(at)}\" y1=\"{Top}\" y2=\"{Top + Height}\"/><text class=\"{(X(at) > Left + (Width / 2) ? "e" : "s")}\" x=\"{X(at)}\" y=\"14\">threshold {Readable.Digits(at)}</text>")
            : default;
        return Markup.Of($"""
            <svg class="chart" role="img" aria-labelledby="h-{column}-t" viewBox="0 0 {Left + Width + 24} {Top + Height + 24}">
            <title id="h-{column}-t">Scores of {scores.Normal.Sum()} normal and {scores.Anomalous.Sum()} anomalous clips, {column}</title>{Markup.Join(grid)}{Markup.Join(bars)}{Markup.Join(marks)}{line}</svg>
            """);
    }
}
