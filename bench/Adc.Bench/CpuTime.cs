namespace Adc.Bench;

/// <summary>Measures in seconds of processor time, so that what else runs on the machine does not count.</summary>
internal static class CpuTime
{
    private const int Rounds = 3;

    private static readonly TimeSpan ShortestRound = TimeSpan.FromSeconds(0.5);

    /// <summary>How often an action could be done on one core in a second: the best of some rounds after one to warm up.</summary>
    /// <param name="count">How often one call does it.</param>
    public static double PerSecond(int count, Action action)
    {
        action();
        return Enumerable.Range(0, Rounds).Max(_ =>
        {
            TimeSpan begun = Environment.CpuUsage.TotalTime, spent;
            int calls = 0;
            do
            {
                action();
                calls++;
                spent = Environment.CpuUsage.TotalTime - begun;
            }
            while (spent < ShortestRound);

            return calls * count / spent.TotalSeconds;
        });
    }
}
