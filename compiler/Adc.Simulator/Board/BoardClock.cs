namespace Adc.Simulator.Board;

/// <summary>Time in core cycles: one for each executed instruction, and what the core slept.</summary>
internal sealed class BoardClock(Func<long> instructions)
{
    private readonly List<BoardTimer> timers = [];
    private long slept;
    private long beside;
    private long? besideSince;

    public long Now => instructions() + slept;

    /// <summary>Instructions executed since reset while nothing worked beside the core: without those that wait for the accelerator.</summary>
    public long InstructionsAlone => instructions() - beside - (besideSince is long since ? instructions() - since : 0);

    /// <summary>When the next timer is due, or the largest number.</summary>
    public long NextDue
    {
        get
        {
            long next = long.MaxValue;
            foreach (BoardTimer timer in timers)
            {
                next = Math.Min(next, timer.Due);
            }

            return next;
        }
    }

    /// <summary>A timer that calls <paramref name="action"/> when it is due, between two instructions or during sleep.</summary>
    public BoardTimer AddTimer(Action action)
    {
        var timer = new BoardTimer(action);
        timers.Add(timer);
        return timer;
    }

    /// <summary>Calls the actions of all timers that are due. An action may set its timer again.</summary>
    public void RunDue()
    {
        foreach (BoardTimer timer in timers)
        {
            while (timer.Due <= Now)
            {
                timer.Expire();
            }
        }
    }

    /// <summary>The accelerator begins to work beside the core.</summary>
    public void BeginBeside() => besideSince = instructions();

    /// <summary>It has ended, or was stopped.</summary>
    public void EndBeside()
    {
        beside += besideSince is long since ? instructions() - since : 0;
        besideSince = null;
    }

    /// <summary>Lets time pass without instructions.</summary>
    public void SleepUntil(long when) => slept += Math.Max(0, when - Now);

    /// <summary>The instruction count at that time, if the core does not sleep until then.</summary>
    public long InInstructions(long when) => when == long.MaxValue ? when : when - slept;
}
