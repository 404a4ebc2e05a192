using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Printing;

/// <summary>Writes a line for each step, and now and then one for a step that is counted.</summary>
internal sealed class StepLog(TextWriter lines, string title, TimeProvider clock) : IProgress<WorkStep>
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> counted = [];

    public void Report(WorkStep value)
    {
        lock (gate)
        {
            if (value.IsCounted && value.Done < value.Total && counted.TryGetValue(value.Text, out long last) && clock.GetElapsedTime(last) < BetweenCounts)
            {
                return;
            }

            counted[value.Text] = clock.GetTimestamp();
            lines.Write($"{title}: {value}\n");
        }
    }
}
