namespace Adc.Compiler.Reports.GraphView;

/// <summary>Places boxes in ranks from top to bottom (Sugiyama): longest paths, few crossings, straight arrows.</summary>
/// <remarks>K. Sugiyama, S. Tagawa, M. Toda: "Methods for Visual Understanding of Hierarchical System Structures", 1981.</remarks>
internal static class LayeredLayout
{
    public const double RankGap = 36, BoxGap = 28, Margin = 24;

    /// <param name="sizes">Width and height of each box.</param>
    public static PlacedGraph Place(IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<ViewedArrow> arrows)
    {
        if (sizes.Count == 0)
        {
            return new PlacedGraph(2 * Margin, 2 * Margin, [], []);
        }

        int[] ranks = Ranks.Of(sizes.Count, arrows);
        var points = LayoutPoints.Of(sizes, arrows, ranks);
        Crossings.Reduce(points);
        double[] x = Columns.Of(points);
        var tops = new double[points.Order.Count];
        double y = Margin;
        for (int rank = 0; rank < tops.Length; rank++)
        {
            tops[rank] = y;
            y += points.Order[rank].Max(point => points.HeightOf(point)) + RankGap;
        }

        double left = Enumerable.Range(0, points.Count).Min(point => x[point] - (points.WidthOf(point) / 2)) - Margin;
        double right = Enumerable.Range(0, points.Count).Max(point => x[point] + (points.WidthOf(point) / 2)) + Margin;
        double Middle(int rank) => tops[rank] + (points.Order[rank].Max(point => points.HeightOf(point)) / 2);
        PlacedBox[] boxes = [.. sizes.Select((size, box) => new PlacedBox(x[box] - left - (size.Width / 2), Middle(ranks[box]) - (size.Height / 2), size.Width, size.Height))];
        PlacedArrow[] placed = [.. arrows.Select((arrow, index) => new PlacedArrow(arrow, [.. points.Bends(index).Select(point => (x[point] - left, Middle(points.RankOf(point))))]))];
        return new PlacedGraph(right - left, y - RankGap + Margin, boxes, placed);
    }
}

internal sealed record PlacedGraph(double Width, double Height, IReadOnlyList<PlacedBox> Boxes, IReadOnlyList<PlacedArrow> Arrows);

/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
internal sealed record PlacedBox(double X, double Y, double Width, double Height)
{
    public double Centre => X + (Width / 2);
}

/// <param name="Bends">Points that it goes through on its way down.</param>
internal sealed record PlacedArrow(ViewedArrow Arrow, IReadOnlyList<(double X, double Y)> Bends);
