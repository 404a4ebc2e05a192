using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports.Html;

/// <summary>Tables that stand there when they were asked for.</summary>
internal static class SectionViews
{
    public static IReadOnlyList<SectionView> Of(ReportContent content) => [.. Estimate(content), .. Baseline(content)];

    private static IEnumerable<SectionView> Estimate(ReportContent content)
    {
        if (content.Estimate is ModelEstimate estimate)
        {
            IEnumerable<EstimateLine> lines = (content.TellsLayers ? EstimateLine.OfLayers(estimate) : []).Concat(EstimateLine.OfWhole(estimate, content.EstimatesTraining));
            string training = content.EstimatesTraining ? " Training: three times the arithmetic, a gradient beside each activation; for a batch of one row." : "";
            yield return new SectionView(
                Markup.Text("Estimate"), Markup.Text($"Of the model as it stands in its file, whatever it is compiled for.{training}"), [.. EstimateLine.Headings.Select(Markup.Text)],
                [.. lines.Select(line => new RowView(Markup.Text(line.Name), [.. line.Figures.Select(figure => Markup.Text(Readable.Count(figure)))]))]);
        }
    }

    private static IEnumerable<SectionView> Baseline(ReportContent content)
    {
        if (content.Baseline is BaselineComparison baseline)
        {
            IReadOnlyList<(string Name, double? Before, double? After)> changes = baseline.Changes(content.TellsAll);
            string file = content.Shown(baseline.File);
            yield return new SectionView(
                Markup.Text("Against the baseline"), Markup.Lines(changes.Count == 0 ? $"No figure differs from {file}." : $"Figures that differ from {file}."),
                [.. ((string[])["baseline", "now", "change"]).Select(Markup.Text)],
                [.. changes.Select(change => new RowView(Markup.Text(change.Name),
                    [.. ((string[])[FigureComparison.Text(change.Before), FigureComparison.Text(change.After), FigureComparison.Share(change.Before, change.After)]).Select(Markup.Text)]))]);
        }
    }
}
