namespace Adc.Compiler.Reports.GraphView;

/// <summary>How far right each point stands: near the mean of its neighbours, in the order of its rank, without overlap.</summary>
internal static class Columns
{
    private const int Sweeps = 8;

    /// <summary>Bends weigh more than boxes, so that long arrows run straight.</summary>
    private const double BendWeight = 4;

    /// <returns>The middle of each point.</returns>
    public static double[] Of(LayoutPoints points)
    {
        var x = new double[points.Count];
        foreach (List<int> rank in points.Order)
        {
            Spread(rank, points, x, _ => 0);
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool down = sweep % 2 == 0;
            List<List<int>> neighbours = down ? points.Above : points.Below;
            foreach (List<int> rank in down ? points.Order : points.Order.AsEnumerable().Reverse())
            {
                Spread(rank, points, x, point => neighbours[point].Count == 0 ? x[point] : neighbours[point].Average(other => x[other]));
            }
        }

        return x;
    }

    // The places nearest to the wanted ones, in the least squares, that keep order and distance: pool adjacent violators.
    private static void Spread(List<int> rank, LayoutPoints points, double[] x, Func<int, double> wanted)
    {
        var offsets = new double[rank.Count];
        for (int i = 1; i < rank.Count; i++)
        {
            offsets[i] = offsets[i - 1] + ((points.WidthOf(rank[i - 1]) + points.WidthOf(rank[i])) / 2) + LayeredLayout.BoxGap;
        }

        var pools = new Stack<(double Sum, double Weight, int Count)>();
        for (int i = 0; i < rank.Count; i++)
        {
            double weight = points.IsBend(rank[i]) ? BendWeight : 1;
            (double Sum, double Weight, int Count) pool = ((wanted(rank[i]) - offsets[i]) * weight, weight, 1);
            while (pools.TryPeek(out (double Sum, double Weight, int Count) before) && before.Sum / before.Weight >= pool.Sum / pool.Weight)
            {
                pools.Pop();
                pool = (before.Sum + pool.Sum, before.Weight + pool.Weight, before.Count + pool.Count);
            }

            pools.Push(pool);
        }

        int place = rank.Count;
        foreach ((double sum, double weight, int count) in pools)
        {
            for (int i = 0; i < count; i++)
            {
                place--;
                x[rank[place]] = (sum / weight) + offsets[place];
            }
        }
    }
}
