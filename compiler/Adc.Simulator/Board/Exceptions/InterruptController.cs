namespace Adc.Simulator.Board.Exceptions;

/// <summary>Which exceptions are pending and active, and which one may be taken: the state of the NVIC.</summary>
/// <remarks>All four priority bits preempt. A smaller number is more urgent.</remarks>
internal sealed class InterruptController
{
    private const int Idle = 256;
    private const int HardFaultPriority = -1;
    private const int NonMaskablePriority = -2;
    private const byte ImplementedPriorityBits = 0xF0;

    private readonly bool[] pending = new bool[ExceptionNumber.Count];
    private readonly bool[] active = new bool[ExceptionNumber.Count];
    private readonly bool[] enabled = new bool[ExceptionNumber.Count];
    private readonly bool[] line = new bool[ExceptionNumber.Count];
    private readonly byte[] priority = new byte[ExceptionNumber.Count];
    private int pendingCount;

    public InterruptController()
    {
        foreach (int always in (ReadOnlySpan<int>)[
            ExceptionNumber.NonMaskable, ExceptionNumber.HardFault, ExceptionNumber.SupervisorCall, ExceptionNumber.DebugMonitor,
            ExceptionNumber.PendingService, ExceptionNumber.SysTick])
        {
            enabled[always] = true;
        }
    }

    /// <summary>An exception is pending and enabled, though perhaps not urgent enough now.</summary>
    public bool AnyWaiting => MostUrgentPending() != ExceptionNumber.None;

    public bool IsPending(int exception) => pending[exception];

    public bool IsActive(int exception) => active[exception];

    public bool IsEnabled(int exception) => enabled[exception];

    /// <summary>The fault whose handler runs, the most urgent one first; <see cref="ExceptionNumber.None"/> when none does.</summary>
    public int ActiveFault
    {
        get
        {
            for (int exception = ExceptionNumber.NonMaskable; exception <= ExceptionNumber.SecureFault; exception++)
            {
                if (active[exception])
                {
                    return exception;
                }
            }

            return ExceptionNumber.None;
        }
    }

    public void Enable(int exception, bool enable) => enabled[exception] = enable;

    public byte Priority(int exception) => priority[exception];

    public void SetPriority(int exception, byte value) => priority[exception] = (byte)(value & ImplementedPriorityBits);

    public void SetPending(int exception, bool value)
    {
        if (pending[exception] != value)
        {
            pending[exception] = value;
            pendingCount += value ? 1 : -1;
        }
    }

    /// <summary>What a store to the clear-pending register does: a signal that is still high keeps its interrupt pending.</summary>
    public void ClearPending(int exception) => SetPending(exception, line[exception] && !active[exception]);

    /// <summary>The signal of a peripheral. While it is high the interrupt becomes pending again after its handler.</summary>
    /// <param name="interrupt">Number of the external interrupt, from 0.</param>
    public void SetLine(int interrupt, bool high)
    {
        int exception = ExceptionNumber.FirstInterrupt + interrupt;
        if (high && !line[exception])
        {
            SetPending(exception, true);
        }

        line[exception] = high;
    }

    /// <summary>The pending exception that interrupts what runs now, or <see cref="ExceptionNumber.None"/>.</summary>
    public int Takeable(InterruptMasks masks)
    {
        int exception = MostUrgentPending();
        return exception != ExceptionNumber.None && PriorityOf(exception) < ExecutionPriority(masks) ? exception : ExceptionNumber.None;
    }

    /// <summary>Whether a sleeping core wakes: PRIMASK keeps an interrupt from being taken, not from waking.</summary>
    public bool Wakes(InterruptMasks masks) => Takeable(masks with { Primask = 0 }) != ExceptionNumber.None;

    /// <summary>The exception that a fault becomes where it happens: itself, HardFault, or none when the core would lock up.</summary>
    public int Escalate(int fault, InterruptMasks masks)
    {
        int now = ExecutionPriority(masks);
        return enabled[fault] && PriorityOf(fault) < now ? fault
            : HardFaultPriority < now ? ExceptionNumber.HardFault
            : ExceptionNumber.None;
    }

    public void Enter(int exception)
    {
        SetPending(exception, false);
        active[exception] = true;
    }

    public void Leave(int exception)
    {
        active[exception] = false;
        if (line[exception])
        {
            SetPending(exception, true);
        }
    }

    private int MostUrgentPending()
    {
        int best = ExceptionNumber.None;
        for (int exception = ExceptionNumber.NonMaskable; pendingCount != 0 && exception < ExceptionNumber.Count; exception++)
        {
            if (pending[exception] && enabled[exception] && (best == ExceptionNumber.None || PriorityOf(exception) < PriorityOf(best)))
            {
                best = exception;
            }
        }

        return best;
    }

    private int PriorityOf(int exception) => exception switch
    {
        ExceptionNumber.NonMaskable => NonMaskablePriority,
        ExceptionNumber.HardFault => HardFaultPriority,
        _ => priority[exception],
    };

    private int ExecutionPriority(InterruptMasks masks)
    {
        int now = Idle;
        for (int exception = ExceptionNumber.NonMaskable; exception < ExceptionNumber.Count; exception++)
        {
            if (active[exception])
            {
                now = Math.Min(now, PriorityOf(exception));
            }
        }

        if (masks.Basepri != 0)
        {
            now = Math.Min(now, (int)masks.Basepri & ImplementedPriorityBits);
        }

        if ((masks.Primask & 1) != 0)
        {
            now = Math.Min(now, 0);
        }

        return (masks.Faultmask & 1) != 0 ? Math.Min(now, HardFaultPriority) : now;
    }
}
