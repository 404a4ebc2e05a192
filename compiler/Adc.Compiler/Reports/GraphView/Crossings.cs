namespace Adc.Compiler.Reports.GraphView;

/// <summary>Orders the points of each rank so that few arrows cross: sweeps by barycentre, of which the best is kept.</summary>
internal static class Crossings
{
    private const int Sweeps = 12;

    public static void Reduce(LayoutPoints points)
    {
        long fewest = Count(points);
        List<int>[] best = [.. points.Order.Select(rank => rank.ToList())];
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (int rank in down ? Enumerable.Range(1, points.Order.Count - 1) : Enumerable.Range(0, points.Order.Count - 1).Reverse())
            {
                Sort(points.Order[rank], points.Order[down ? rank - 1 : rank + 1], down ? points.Above : points.Below);
            }

            if (Count(points) is var crossings && crossings < fewest)
            {
                fewest = crossings;
                best = [.. points.Order.Select(rank => rank.ToList())];
            }
        }

        for (int rank = 0; rank < best.Length; rank++)
        {
            points.Order[rank].Clear();
            points.Order[rank].AddRange(best[rank]);
        }
    }

    /// <summary>Pairs of arrows between neighbouring ranks that cross.</summary>
    public static long Count(LayoutPoints points)
    {
        long crossings = 0;
        for (int rank = 0; rank + 1 < points.Order.Count; rank++)
        {
            Dictionary<int, int> places = PlacesOf(points.Order[rank + 1]);
            var tree = new int[places.Count + 1]; // Fenwick: how many ends so far lie at or left of a place
            int ends = 0;
            foreach (int point in points.Order[rank])
            {
                int[] targets = [.. points.Below[point].Select(target => places[target])];
                foreach (int target in targets)
                {
                    crossings += ends - Sum(tree, target);
                }

                foreach (int target in targets)
                {
                    Add(tree, target);
                }

                ends += targets.Length;
            }
        }

        return crossings;
    }

    // A point without neighbours keeps its place.
    private static void Sort(List<int> rank, List<int> fixedRank, List<List<int>> neighbours)
    {
        Dictionary<int, int> places = PlacesOf(fixedRank);
        (int Point, double Key)[] keyed = [.. rank.Select((point, place) => (point, neighbours[point].Count == 0 ? place : neighbours[point].Average(other => places[other])))];
        rank.Clear();
        rank.AddRange(keyed.OrderBy(entry => entry.Key).Select(entry => entry.Point));
    }

    private static Dictionary<int, int> PlacesOf(List<int> rank) => rank.Select((point, place) => (point, place)).ToDictionary(entry => entry.point, entry => entry.place);

    private static int Sum(int[] tree, int place)
    {
        int sum = 0;
        for (int i = place + 1; i > 0; i -= i & -i)
        {
            sum += tree[i];
        }

        return sum;
    }

    private static void Add(int[] tree, int place)
    {
        for (int i = place + 1; i < tree.Length; i += i & -i)
        {
            tree[i]++;
        }
    }
}
