using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board.Exceptions;

/// <summary>Takes exceptions and returns from them as the architecture says.</summary>
internal sealed class ExceptionUnit(
    CortexM33 core, BoardMemory memory, InterruptController interrupts, FaultStatus status, uint stackLimit)
{
    private readonly ExceptionFrames frames = new(core, memory);

    /// <summary>Where the handlers' addresses stand; VTOR.</summary>
    public uint VectorTable { get; set; } = BoardMemory.FlashAddress;

    /// <summary>Why the core can do nothing more, or null.</summary>
    public string? Lockup { get; private set; }

    /// <summary>The first fault that no handler has returned from, or null.</summary>
    public FaultReport? Report { get; private set; }

    /// <summary>The exception whose handler runs.</summary>
    public int Current => frames.Current;

    public InterruptMasks Masks =>
        new(core[CoreRegister.Primask], core[CoreRegister.Basepri], core[CoreRegister.Faultmask]);

    /// <summary>Whether a pending exception may interrupt what runs.</summary>
    public bool CanTakePending => interrupts.AnyWaiting && interrupts.Takeable(Masks) != ExceptionNumber.None;

    /// <summary>Takes the most urgent pending exception if it may interrupt what runs.</summary>
    public void TakePending()
    {
        int exception = interrupts.AnyWaiting ? interrupts.Takeable(Masks) : ExceptionNumber.None;
        if (exception != ExceptionNumber.None)
        {
            Take(exception);
        }
    }

    public void Fault(CoreFault fault, string description) => TakeFault(status.Record(fault), fault, description);

    public void SupervisorCall()
    {
        const int asked = ExceptionNumber.SupervisorCall;
        int exception = interrupts.Escalate(asked, Masks);
        if (exception == asked)
        {
            Take(exception);
        }
        else
        {
            uint at = core.ExecutingAt;
            TakeFault(asked, new CoreFault(CoreFaultKind.Undefined, at, at), "SVC where it cannot be taken");
        }
    }

    /// <summary>Without a debugger a breakpoint is a HardFault.</summary>
    public void Breakpoint()
    {
        status.RecordBreakpoint();
        uint at = core.ExecutingAt;
        TakeFault(ExceptionNumber.HardFault, new CoreFault(CoreFaultKind.Undefined, at, at), "BKPT without a debugger");
    }

    /// <summary>The program branched to an EXC_RETURN value, which is the program counter now.</summary>
    public void Return()
    {
        int leaving = Current;
        uint value = core[CoreRegister.Pc];
        if (leaving == ExceptionNumber.None)
        {
            Fault(new CoreFault(CoreFaultKind.FetchForbidden, value, core.ExecutingAt), "return from an exception outside of a handler");
            return;
        }

        if (!frames.TryLeave(value))
        {
            status.RecordInvalidReturn();
            Lockup = $"the return from {ExceptionNumber.Name(leaving)} found no valid frame";
            return;
        }

        interrupts.Leave(leaving);
        core[CoreRegister.Faultmask] = 0;
        if (Report?.Exception == leaving)
        {
            Report = null;
        }
    }

    private void TakeFault(int asked, CoreFault fault, string description)
    {
        int exception = interrupts.Escalate(asked, Masks);
        Report ??= new FaultReport(fault, exception, description);
        if (exception == ExceptionNumber.None)
        {
            Lockup = $"{description}, while no fault could be taken";
            return;
        }

        if (exception != asked)
        {
            status.RecordEscalation();
        }

        Take(exception);
    }

    private void Take(int exception)
    {
        ExceptionFrames.Push push = frames.Save(stackLimit, out uint returnValue);
        int taken = push == ExceptionFrames.Push.Done ? exception : Derived(exception, push);
        if (!memory.TryReadWord(VectorTable + 4 * (uint)taken, out uint handler) || !IsHandler(handler))
        {
            status.RecordVectorTableRead();
            Lockup = $"{ExceptionNumber.Name(taken)} has no handler";
            return;
        }

        interrupts.Enter(taken);
        frames.Begin(taken, returnValue, handler);
    }

    /// <summary>The exception to take when the registers could not be saved. An interrupt stays pending behind it.</summary>
    private int Derived(int exception, ExceptionFrames.Push push)
    {
        uint at = core.ExecutingAt;
        bool overflow = push == ExceptionFrames.Push.BeyondStackLimit;
        if (overflow)
        {
            status.RecordStackOverflow();
        }
        else
        {
            status.RecordStackingError();
        }

        CoreFaultKind kind = overflow ? CoreFaultKind.StackLimit : CoreFaultKind.Data;
        Report ??= new FaultReport(
            new CoreFault(kind, core[CoreRegister.Sp], at), exception, $"{ExceptionNumber.Name(exception)} found no room on the stack");
        if (ExceptionNumber.IsFault(exception))
        {
            return exception;
        }

        int derived = interrupts.Escalate(overflow ? ExceptionNumber.UsageFault : ExceptionNumber.BusFault, Masks);
        return derived == ExceptionNumber.None ? ExceptionNumber.HardFault : derived;
    }

    private bool IsHandler(uint address) =>
        (address & 1) != 0 && (memory.IsFlash(address, 1) || memory.IsRam(address, 1));
}
