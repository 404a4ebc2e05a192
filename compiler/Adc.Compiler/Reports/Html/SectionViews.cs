namespace Adc.Compiler.Reports.Html;

/// <summary>Tables that stand there when they were asked for.</summary>
internal static class SectionViews
{
    public static IReadOnlyList<SectionView> Of(ReportContent content) => [.. Baseline(content)];

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
