namespace Adc.Compiler.Reports.GraphView;

/// <summary>What is placed: boxes, and the points at which long arrows cross the ranks between their ends.</summary>
internal sealed class LayoutPoints
{
    private const double BendWidth = 10;

    /// <summary>Arrows that would need more points go straight.</summary>
    private const int MostBends = 20_000;

    private readonly IReadOnlyList<(double Width, double Height)> sizes;
    private readonly List<int> ranks;
    private readonly int[][] bends;

    private LayoutPoints(IReadOnlyList<(double Width, double Height)> sizes, int[] boxRanks, int arrows)
    {
        this.sizes = sizes;
        ranks = [.. boxRanks];
        bends = new int[arrows][];
    }

    public int Count => ranks.Count;

    /// <summary>Points by rank, from left to right.</summary>
    public List<List<int>> Order { get; } = [];

    /// <summary>Points of the rank above that a point hangs on.</summary>
    public List<List<int>> Above { get; } = [];

    public List<List<int>> Below { get; } = [];

    public static LayoutPoints Of(IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<ViewedArrow> arrows, int[] ranks)
    {
        var points = new LayoutPoints(sizes, ranks, arrows.Count);
        for (int box = 0; box < sizes.Count; box++)
        {
            points.AddTo(ranks[box], box);
        }

        int left = MostBends;
        foreach ((ViewedArrow arrow, int index) in arrows.Select((arrow, index) => (arrow, index)).OrderBy(entry => ranks[entry.arrow.To] - ranks[entry.arrow.From]))
        {
            int between = ranks[arrow.To] - ranks[arrow.From] - 1;
            points.bends[index] = [];
            if (between > left)
            {
                continue;
            }

            left -= between;
            points.bends[index] = [.. Enumerable.Range(ranks[arrow.From] + 1, between).Select(points.AddBend)];
            int[] path = [arrow.From, .. points.bends[index], arrow.To];
            for (int i = 1; i < path.Length; i++)
            {
                points.Below[path[i - 1]].Add(path[i]);
                points.Above[path[i]].Add(path[i - 1]);
            }
        }

        return points;
    }

    public bool IsBend(int point) => point >= sizes.Count;

    public int RankOf(int point) => ranks[point];

    public double WidthOf(int point) => IsBend(point) ? BendWidth : sizes[point].Width;

    public double HeightOf(int point) => IsBend(point) ? 0 : sizes[point].Height;

    /// <summary>The points of an arrow between its ends.</summary>
    public IReadOnlyList<int> Bends(int arrow) => bends[arrow];

    private int AddBend(int rank)
    {
        ranks.Add(rank);
        AddTo(rank, ranks.Count - 1);
        return ranks.Count - 1;
    }

    private void AddTo(int rank, int point)
    {
        while (Order.Count <= rank)
        {
            Order.Add([]);
        }

        Order[rank].Add(point);
        Above.Add([]);
        Below.Add([]);
    }
}
