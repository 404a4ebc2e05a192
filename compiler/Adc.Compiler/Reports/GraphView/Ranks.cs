namespace Adc.Compiler.Reports.GraphView;

/// <summary>Which row a box stands in: below everything that it reads, by the longest path.</summary>
internal static class Ranks
{
    /// <param name="arrows">Each from an earlier to a later box.</param>
    public static int[] Of(int boxes, IReadOnlyList<ViewedArrow> arrows)
    {
        var ranks = new int[boxes];
        foreach (ViewedArrow arrow in arrows.OrderBy(arrow => arrow.To))
        {
            ranks[arrow.To] = Math.Max(ranks[arrow.To], ranks[arrow.From] + 1);
        }

        // What nothing leads to stands right above its first reader.
        HashSet<int> reached = [.. arrows.Select(arrow => arrow.To)];
        foreach (IGrouping<int, ViewedArrow> source in arrows.Where(arrow => !reached.Contains(arrow.From)).GroupBy(arrow => arrow.From))
        {
            ranks[source.Key] = source.Min(arrow => ranks[arrow.To]) - 1;
        }

        return ranks;
    }
}
