using Adc.Simulator.Board.Core;
using Adc.Simulator.Board.Devices;
using Adc.Simulator.Board.Exceptions;

namespace Adc.Simulator.Board;

/// <summary>All parts of the board, wired together, and the loop that lets them run.</summary>
internal sealed unsafe class BoardMachine : ICoreSupervisor, IDisposable
{
    // From the verdict line to sleep there is little left to do but to wait for the serial port.
    private const long CyclesAfterVerdict = 100_000;

    private readonly BoardOptions options;
    private readonly ClockManagement clocks;
    private readonly PinController pins;
    private readonly InterruptController interrupts = new();
    private readonly PeripheralBus bus;
    private readonly SystemControl systemControl;
    private readonly ExceptionUnit exceptions;
    private readonly CodeMarks marks;
    private readonly BoardLog log;
    private readonly SymbolMap symbols;
    private readonly MemoryConsole? debugger;
    private long end;
    private bool verdictPrinted;

    /// <param name="memoryConsole">Where the image has a console in RAM, or null.</param>
    public BoardMachine(BoardOptions options, SymbolMap symbols, uint stackLimit, uint? memoryConsole)
    {
        this.options = options;
        this.symbols = symbols;
        log = new BoardLog(symbols);
        clocks = new ClockManagement(options.CrystalStarts, (uint)options.CrystalHz, options.DpllLocks, log);
        pins = new PinController();
        Console.LineSent = OnLine;
        SerialPort = new SerialPort(clocks, pins, Console, log);
        bus = new PeripheralBus(clocks, log) { Written = AskBeforeNextInstruction };

        Core = new CortexM33(bus, this);
        log.Core = Core;
        Clock = new BoardClock(() => Core.Work);
        Memory = new BoardMemory(options.FlashBytes, options.RamBytes);
        Memory.SetDeviceInformation(new DeviceInformation(options.FlashBytes, options.RamBytes, options.Family.Number, options.DeviceNumber));
        marks = new CodeMarks(options.FlashBytes, options.RamBytes);
        Memory.Attach(Core, marks.Flash, marks.Ram);
        debugger = memoryConsole is uint address ? new MemoryConsole(Memory, address, Console) : null;
        Profiler = new FunctionProfiler(marks, () => Clock.Alone);

        var faults = new FaultStatus();
        var cycles = new CycleCounter(() => Core.Instructions, options.HasCycleCounter);
        var sysTick = new SysTickTimer(Clock, interrupts);
        exceptions = new ExceptionUnit(Core, Memory, interrupts, faults, stackLimit);
        var trace = new TracePort(clocks, pins, Console, log);
        systemControl = new SystemControl(interrupts, exceptions, faults, sysTick, cycles, trace, log);
        bus.SystemControl = systemControl;
        bus.Cycles = cycles;
        bus.Trace = trace;
        foreach (IBoardDevice device in Devices())
        {
            bus.Add(device);
        }
    }

    public CortexM33 Core { get; }

    public BoardMemory Memory { get; }

    public BoardClock Clock { get; }

    public BoardConsole Console { get; } = new();

    public SerialPort SerialPort { get; }

    public FunctionProfiler Profiler { get; }

    public IReadOnlyList<string> Warnings => log.Warnings;

    /// <summary>Not in an exception handler, so that a function can be called.</summary>
    public bool IsInThread => exceptions.Current == ExceptionNumber.None;

    /// <summary>Executes from the core's program counter on.</summary>
    /// <param name="until">Stops with <see cref="BoardStop.Returned"/> before the instruction here.</param>
    public (BoardStop Stop, string Reason, uint ProgramCounter) Run(uint until)
    {
        end = Clock.Now + options.CycleLimit;
        verdictPrinted = false;
        while (true)
        {
            Clock.RunDue();
            if (Clock.Now >= end)
            {
                return AtLimit();
            }

            exceptions.TakePending();
            if (exceptions.Lockup is string lockup)
            {
                return AtFault($"{lockup}; the core is locked up");
            }

            Core.StopAt = NextLook();
            CoreStop stop = Core.Run(until);
            debugger?.Read();
            CheckFloatingPoint();
            switch (stop)
            {
                case CoreStop.Returned when IsInThread:
                    return (BoardStop.Returned, "the function returned", until);
                case CoreStop.Faulted:
                    exceptions.Fault(Core.Fault!.Value, Describe(Core.Fault.Value));
                    break;
                case CoreStop.SupervisorCall:
                    exceptions.SupervisorCall();
                    break;
                case CoreStop.Breakpoint:
                    exceptions.Breakpoint();
                    break;
                case CoreStop.ExceptionReturn:
                    exceptions.Return();
                    break;
                case CoreStop.Sleeping when !SleepsUntilWoken():
                    return AsleepForGood();
                default:
                    break;
            }

            if (systemControl.ResetRequested)
            {
                return (BoardStop.ResetRequested, $"the firmware asked for a reset at {Place()}", Core.ExecutingAt);
            }
        }
    }

    public bool MustStop()
    {
        Clock.RunDue();
        debugger?.Read();
        if (Clock.Now >= end || systemControl.ResetRequested || exceptions.CanTakePending)
        {
            return true;
        }

        Core.StopAt = NextLook();
        return false;
    }

    public void ReachedMark(uint address) => Profiler.Reached(address, Core);

    public void Dispose()
    {
        Core.Dispose();
        Memory.Dispose();
        marks.Dispose();
    }

    /// <summary>Everything on the peripheral bus. A device gets what it needs: time, interrupts, memory, the log.</summary>
    private IEnumerable<IBoardDevice> Devices() =>
    [
        clocks,
        clocks.Crystal,
        clocks.Loop,
        clocks.Tunable,
        pins,
        SerialPort,
        new PlainRegisters("EMU", 0x4000_4000, null, (0x3C, 6), (0x74, 0x200), (0x84, 0x80), (0x90, 0x0006_0407), (0x94, 1)),
        new PlainRegisters(
            "MSC", 0x4003_0000, new ClockGate(1, 16),
            (0x04, 0x0020_0000), (0x08, 0x1000), (0x1C, 0x0800_0008), (0x34, 4), (0x50, 0x0010_0002)),
        new PlainRegisters("ICACHE0", 0x4003_4000, new ClockGate(1, 15), (0x1C, 0x23)),
        new PlainRegisters("SYSCFG", 0x4007_C000, new ClockGate(0, 16), (0x14, 0xF01), (0x18, 0xF02), (0x200, 0x23), (0x41C, 0x7905)),
        new MvpBlock(Clock, interrupts, new MvpBlockMemory(Memory, options.FlashBytes, options.RamBytes), options, log),
        new PlainRegisters("SMU", 0x4400_8000, new ClockGate(1, 14), (0x60, 0xFFFF_FFFF), (0x64, 0x003F_FFFF)),
        new PlainRegisters("DCDC", 0x4009_4000, new ClockGate(0, 31), (0x08, 0x109), (0x10, 0x103), (0x28, 0x20)),
    ];

    private void AskBeforeNextInstruction()
    {
        CheckFloatingPoint();
        Core.StopAt = Core.Instructions;
    }

    /// <summary>The instruction count before which nothing can happen but instructions.</summary>
    private long NextLook()
    {
        // An interrupt that a mask or a handler holds back may be let through by any instruction.
        long next = interrupts.AnyWaiting ? Core.Instructions + 1 : Clock.InInstructions(Math.Min(end, Clock.NextDue));
        return debugger is null ? next : Math.Min(next, Core.Instructions + MemoryConsole.Interval);
    }

    /// <summary>Lets time pass until something wakes the core or the limit is reached; false when nothing ever will.</summary>
    private bool SleepsUntilWoken()
    {
        while (!interrupts.Wakes(exceptions.Masks) && Clock.Now < end)
        {
            if (Clock.NextDue == long.MaxValue)
            {
                return false;
            }

            Clock.SleepUntil(Math.Min(Clock.NextDue, end));
            Clock.RunDue();
        }

        return true;
    }

    // The emulated core executes floating-point instructions whatever CPACR says; the chip faults.
    private void CheckFloatingPoint()
    {
        if (!systemControl.FloatingPointIsAllowed && Core.FloatingPointWasUsed)
        {
            log.Warn("floating-point registers were used while CPACR did not allow it");
        }
    }

    private void OnLine(string line)
    {
        if (!verdictPrinted && line.StartsWith(options.VerdictPrefix, StringComparison.Ordinal))
        {
            verdictPrinted = true;
            end = Math.Min(end, Clock.Now + CyclesAfterVerdict);
        }
    }

    private (BoardStop, string, uint) AtLimit() => exceptions.Report is not null
        ? AtFault("its handler does not end")
        : verdictPrinted
            ? (BoardStop.Verdict, "the verdict was printed", Core.ExecutingAt)
            : (BoardStop.CycleLimit, $"still running after {options.CycleLimit:N0} cycles, at {Place()}", Core.ExecutingAt);

    private (BoardStop, string, uint) AsleepForGood()
    {
        if (exceptions.Report is not null)
        {
            return AtFault("the handler went to sleep");
        }

        if (exceptions.Current != ExceptionNumber.None)
        {
            string name = ExceptionNumber.Name(exceptions.Current);
            return (BoardStop.Faulted, $"the handler of {name} sleeps and nothing will wake it, at {Place()}", Core.ExecutingAt);
        }

        return (BoardStop.Sleeping, $"asleep at {Place()}", Core.ExecutingAt);
    }

    private (BoardStop, string, uint) AtFault(string consequence)
    {
        if (exceptions.Report is not FaultReport report)
        {
            return (BoardStop.Faulted, $"{consequence}, at {Place()}", Core.ExecutingAt);
        }

        BoardStop stop = report.Fault.Kind switch
        {
            CoreFaultKind.StackLimit => BoardStop.StackOverflow,
            CoreFaultKind.Data or CoreFaultKind.ReadOnly or CoreFaultKind.Fetch or CoreFaultKind.FetchForbidden => BoardStop.BadAccess,
            _ => BoardStop.Faulted,
        };
        string taken = report.Exception == ExceptionNumber.None ? "" : $" ({ExceptionNumber.Name(report.Exception)})";
        string place = symbols.Describe(report.Fault.ProgramCounter);
        return (stop, $"{report.Description} at {place}{taken}; {consequence}", report.Fault.ProgramCounter);
    }

    private string Describe(CoreFault fault) => fault.Kind switch
    {
        CoreFaultKind.Data => IsOnBus(fault.Address) ? bus.Refusal : $"nothing answers at 0x{fault.Address:x8}",
        CoreFaultKind.ReadOnly => $"a store to read-only memory at 0x{fault.Address:x8}",
        CoreFaultKind.Fetch => $"no code at 0x{fault.Address:x8}",
        CoreFaultKind.FetchForbidden => $"0x{fault.Address:x8} cannot be executed",
        CoreFaultKind.NotThumb => "a branch to an even address",
        CoreFaultKind.Unaligned => "an access that must be aligned but is not",
        CoreFaultKind.NoCoprocessor => "an instruction for a coprocessor that is not there",
        CoreFaultKind.StackLimit => "the stack pointer would have passed the stack limit",
        _ => "an undefined instruction",
    };

    private static bool IsOnBus(uint address) => address is (>= 0x4000_0000 and < 0x6000_0000) or (>= 0xE000_0000 and < 0xE010_0000);

    private string Place() => symbols.Describe(Core.ExecutingAt);
}
