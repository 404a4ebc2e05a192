namespace Adc.Tests.Evaluation.Metrics;

/// <summary>Scores with ties, few and many, and at times of one kind only.</summary>
internal static class RandomClips
{
    public static (double[] Scores, bool[] IsAnomaly) Draw(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(1, 40), levels = random.Next(1, 30);
        double share = random.Next(5) == 0 ? 0 : random.NextDouble();
        bool[] anomalies = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share)];
        return ([.. anomalies.Select(anomaly => (random.Next(levels) + (anomaly ? levels / 3 : 0)) / 7.0)], anomalies);
    }
}
