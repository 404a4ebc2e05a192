using Adc.Simulator.Board.Exceptions;

namespace Adc.Simulator.Board.Devices;

/// <summary>The core's tick timer, counting core cycles down, also during sleep.</summary>
internal sealed class SysTickTimer
{
    private const uint Enabled = 1u << 0;
    private const uint Interrupts = 1u << 1;
    private const uint CoreClock = 1u << 2;
    private const uint CountFlag = 1u << 16;
    private const uint CounterField = 0x00FF_FFFF;

    private readonly BoardClock clock;
    private readonly InterruptController interrupts;
    private readonly BoardTimer timer;
    private uint control;
    private uint reload;
    private long start;
    private long lastWrapRead;

    public SysTickTimer(BoardClock clock, InterruptController interrupts)
    {
        this.clock = clock;
        this.interrupts = interrupts;
        timer = clock.AddTimer(Wrapped);
    }

    /// <summary>CSR. Reading clears the flag that says that the counter has wrapped.</summary>
    public uint ReadControl()
    {
        long wraps = Wraps(clock.Now);
        bool wrapped = wraps != lastWrapRead;
        lastWrapRead = wraps;
        return control | (wrapped ? CountFlag : 0);
    }

    public void WriteControl(uint value)
    {
        bool starts = (value & Enabled) != 0 && (control & Enabled) == 0;
        control = value & (Enabled | Interrupts | CoreClock);
        if (starts)
        {
            start = clock.Now;
            lastWrapRead = 0;
        }

        Schedule();
    }

    public uint Reload
    {
        get => reload;
        set
        {
            reload = value & CounterField;
            Schedule();
        }
    }

    public uint Current => (control & Enabled) == 0 ? 0 : reload - (uint)((clock.Now - start) % Period);

    /// <summary>Any write to CVR restarts the counter.</summary>
    public void ClearCurrent()
    {
        start = clock.Now;
        lastWrapRead = 0;
        Schedule();
    }

    private long Period => (long)reload + 1;

    private long Wraps(long now) => (control & Enabled) == 0 || reload == 0 ? 0 : (now - start) / Period;

    private void Schedule()
    {
        timer.Cancel();
        if ((control & (Enabled | Interrupts)) == (Enabled | Interrupts) && reload != 0)
        {
            timer.Set(start + (Wraps(clock.Now) + 1) * Period);
        }
    }

    private void Wrapped()
    {
        interrupts.SetPending(ExceptionNumber.SysTick, true);
        Schedule();
    }
}
