using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>Tells how many rows have run and how long the others will take. Threads may report at a time.</summary>
internal sealed class TestSetProgress(IProgress<WorkStep>? progress, int rows, TimeProvider clock)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.5);

    private readonly long start = clock.GetTimestamp();
    private readonly Lock gate = new();
    private TimeSpan nextReport;
    private int done;

    public void Add(int count)
    {
        lock (gate)
        {
            done += count;
            TimeSpan spent = clock.GetElapsedTime(start);
            if (spent < nextReport && done < rows)
            {
                return;
            }

            nextReport = spent + BetweenReports;
            progress?.Report(new WorkStep("running the test data", done, rows, spent / done * (rows - done)));
        }
    }
}
