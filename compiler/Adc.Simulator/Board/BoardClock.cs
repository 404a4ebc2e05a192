using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board;

/// <summary>Time in core cycles: one for each executed instruction, and what the core slept.</summary>
internal sealed class BoardClock(Func<CoreWork> work)
{
    private readonly List<BoardTimer> timers = [];
    private long slept;
    private CoreWork beside;
    private CoreWork? besideSince;

    public long Now => work().Instructions + slept;

    /// <summary>What the core has done while nothing worked beside it: without waiting for the accelerator.</summary>
    public CoreWork Alone => work() - beside - (besideSince is CoreWork since ? work() - since : default);

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
    public void BeginBeside() => besideSince = work();

    /// <summary>It has ended, or was stopped.</summary>
    public void EndBeside()
    {
        beside += besideSince is CoreWork since ? work() - since : default;
        besideSince = null;
    }

    /// <summary>Lets time pass without instructions.</summary>
    public void SleepUntil(long when) => slept += Math.Max(0, when - Now);

    /// <summary>The instruction count at that time, if the core does not sleep until then.</summary>
    public long InInstructions(long when) => when == long.MaxValue ? when : when - slept;
}
