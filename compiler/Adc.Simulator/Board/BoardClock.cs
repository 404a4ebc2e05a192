namespace Adc.Simulator.Board;

/// <summary>Time in core cycles: one for each executed instruction, and what the core slept.</summary>
internal sealed class BoardClock(Func<long> instructions)
{
    private readonly PriorityQueue<Action, long> events = new();
    private long slept;

    public long Now => instructions() + slept;

    /// <summary>When the next event is due, or the largest number.</summary>
    public long NextEvent => events.TryPeek(out _, out long when) ? when : long.MaxValue;

    /// <summary>Has <paramref name="action"/> called at that time, between two instructions or during sleep.</summary>
    public void At(long when, Action action) => events.Enqueue(action, when);

    public void RunDueEvents()
    {
        while (NextEvent <= Now)
        {
            events.Dequeue()();
        }
    }

    /// <summary>Lets time pass without instructions.</summary>
    public void SleepUntil(long when) => slept += Math.Max(0, when - Now);

    /// <summary>The instruction count at that time, if the core does not sleep until then.</summary>
    public long InInstructions(long when) => when == long.MaxValue ? when : when - slept;
}
