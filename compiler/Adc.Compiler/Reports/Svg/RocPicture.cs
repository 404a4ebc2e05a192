using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.Svg;

/// <summary>ROC curves of several columns in one square; a dot where the threshold is.</summary>
internal static class RocPicture
{
    private const int Left = 44, Top = 10, Side = 260, MostPoints = 400;

    /// <param name="curves">CSS class, name and curve of each column.</param>
    public static Markup Of(IReadOnlyList<(string Class, string Name, RocCurve Curve, DetectionCounts? AtThreshold)> curves)
    {
        Markup[] grid = [.. Enumerable.Range(0, 5).Select(quarter => quarter / 4.0).Select(share => Markup.Of($"""
            <line class="grid" x1="{X(0)}" x2="{X(1)}" y1="{Y(share)}" y2="{Y(share)}"/><line class="grid" x1="{X(share)}" x2="{X(share)}" y1="{Y(0)}" y2="{Y(1)}"/>
            <text class="e" x="{Left - 6}" y="{Y(share) + 4}">{share}</text><text class="m" x="{X(share)}" y="{Y(0) + 16}">{share}</text>
            """))];
        // Dashes of the columns before lie on the last one, which they often equal.
        Markup[] lines = [.. curves.Reverse().Select(curve => Markup.Of($"<g><title>{curve.Name}: AUC {Readable.Share(curve.Curve.Auc)}</title><path class=\"line {curve.Class}\" d=\"{Path(curve.Curve)}\"/>{Dot(curve)}</g>"))];
        string what = "ROC curve: " + string.Join(", ", curves.Select(curve => $"{curve.Name} AUC {Readable.Share(curve.Curve.Auc)}"));
        return Markup.Of($"""
            <svg class="chart square" role="img" aria-labelledby="roc-t roc-d" viewBox="0 0 {Left + Side + 14} {Top + Side + 40}"><title id="roc-t">{what}</title>
            <desc id="roc-d">Share of anomalies found, upwards, against share of false alarms, to the right.</desc>
            {Markup.Join(grid)}<line class="grid chance" x1="{X(0)}" x2="{X(1)}" y1="{Y(0)}" y2="{Y(1)}"/>{Markup.Join(lines)}
            <text class="m" x="{X(0.5)}" y="{Y(0) + 34}">false positive rate</text><text class="m" transform="translate(12 {Y(0.5)}) rotate(-90)">true positive rate</text></svg>
            """);
    }

    private static Markup Dot((string Class, string Name, RocCurve Curve, DetectionCounts? At) curve) => curve.At is { FalsePositiveRate: double x, Recall: double y }
        ? Markup.Of($"<circle class=\"dot {curve.Class}\" cx=\"{X(x)}\" cy=\"{Y(y)}\" r=\"4.5\"><title>{curve.Name} at its threshold: {Readable.Percent(y)} found, {Readable.Percent(x)} false alarms</title></circle>")
        : default;

    private static Markup Path(RocCurve curve)
    {
        int apart = Math.Max(1, curve.Points.Count / MostPoints);
        return Markup.Join(curve.Points.Where((_, index) => index % apart == 0 || index == curve.Points.Count - 1)
            .Select((point, index) => Markup.Of($"{(index == 0 ? "M" : "L")}{X(point.FalsePositiveRate)} {Y(point.TruePositiveRate)}")));
    }

    private static double X(double share) => Left + (Side * share);

    private static double Y(double share) => Top + (Side * (1 - share));
}
