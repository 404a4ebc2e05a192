using System.Diagnostics;
using System.Globalization;

namespace Adc.Compiler.Pipeline;

/// <summary>Tells how many rows have run and how long the others will take. Threads may report at a time.</summary>
internal sealed class TestSetProgress(IProgress<string>? progress, int rows)
{
    private const double SecondsBetweenReports = 0.5;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private double nextReport;
    private int done;

    public void Add(int count)
    {
        lock (gate)
        {
            done += count;
            double seconds = clock.Elapsed.TotalSeconds;
            if (seconds < nextReport)
            {
                return;
            }

            nextReport = seconds + SecondsBetweenReports;
            double left = seconds / done * (rows - done);
            progress?.Report(string.Create(
                CultureInfo.InvariantCulture, $"running the test data, {100.0 * done / rows:0}%: {done:N0} of {rows:N0} rows, {left:0} s left"));
        }
    }
}
