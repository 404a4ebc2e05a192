using Adc.Compiler.Targets;
using Adc.Mvp;
using Adc.Simulator.Board.Exceptions;
using Adc.Simulator.Mvp;

namespace Adc.Simulator.Board.Devices;

/// <summary>The Matrix Vector Processor: its registers, and programs that take their time beside the core.</summary>
internal sealed class MvpBlock : IBoardDevice
{
    private const uint Version = 0x000;
    private const uint Enable = 0x004;
    private const uint SoftwareReset = 0x008;
    private const uint Configuration = 0x00C;
    private const uint Status = 0x010;
    private const uint Counter0 = 0x014;
    private const uint Counter1 = 0x018;
    private const uint Flags = 0x01C;
    private const uint FlagEnables = 0x020;
    private const uint FaultStatus = 0x024;
    private const uint FaultAddress = 0x028;
    private const uint FirstState = 0x02C;
    private const uint FirstWord = MvpLimits.FirstWordOffset;
    private const uint Command = FirstWord + 4 * (MvpLimits.Words - 1);

    private const uint ConfigurationField = 0x00FF_000F;
    private const uint CountersEnabled = 1;
    private const uint Running = 1;
    private const uint Idle = 4;
    private const uint Counter0Overflow = 1u << 18;
    private const uint Counter1Overflow = 1u << 19;
    private const uint FlagField = 0x1F0F_FDFF;
    private const uint Halt = 2;

    // Far beyond what any sensible program needs; one that reaches it is taken for one that never ends.
    private const long MostInstructions = 100_000_000;

    private static readonly (MvpBlockCounter First, MvpBlockCounter Second) NoCounters = (MvpBlockCounter.Still, MvpBlockCounter.Still);

    private readonly BoardClock clock;
    private readonly InterruptController interrupts;
    private readonly MvpBlockMemory memory;
    private readonly BoardLog log;
    private readonly MvpSimulatorOptions options;
    private readonly MvpInjection? injection;
    private readonly BoardTimer timer;

    private readonly uint[] words = new uint[MvpLimits.Words];
    private readonly Dictionary<uint, uint> plain = [];
    private uint enabled;
    private uint configuration;
    private uint flags;
    private uint flagEnables;
    private MvpFault? fault;
    private int programsStarted;

    // The program under way, when it began, and how far its counters have been watched for overflow.
    private MvpBlockRun? run;
    private readonly PartFamily family;
    private long start;
    private long watched;
    private (MvpBlockCounter First, MvpBlockCounter Second) counters = NoCounters;

    public MvpBlock(BoardClock clock, InterruptController interrupts, MvpBlockMemory memory, BoardOptions options, BoardLog log)
    {
        this.clock = clock;
        this.interrupts = interrupts;
        this.memory = memory;
        this.log = log;
        this.options = options.Mvp with { InstructionLimit = Math.Min(options.Mvp.InstructionLimit, MostInstructions) };
        injection = options.MvpInjection;
        family = options.Family;
        timer = clock.AddTimer(Watch);
        MvpBlockWords.SetToReset(words);
    }

    public string Name => "MVP";

    public uint Address => 0x4D00_0000;

    public ClockGate? Gate => new(1, family.MvpClockGateBit);

    private long Elapsed => run is null ? watched : Math.Min(clock.Now - start, run.Cycles);

    public uint Read(uint offset) => offset switch
    {
        Version => 1,
        Enable => enabled,
        Configuration => configuration,
        Status => run is null ? Idle : Running,
        Counter0 => counters.First.Value(Elapsed),
        Counter1 => counters.Second.Value(Elapsed),
        Flags => flags,
        FlagEnables => flagEnables,
        FaultStatus => fault?.StatusWord ?? 0,
        FaultAddress => fault?.Address ?? 0,
        >= FirstWord and < Command => words[(offset - FirstWord) / 4],
        _ => plain.GetValueOrDefault(offset),
    };

    public void Write(uint offset, uint value)
    {
        switch (offset)
        {
            case Enable:
                SetEnabled(value & 1);
                break;
            case SoftwareReset:
                Reset(value);
                break;
            case Configuration:
                configuration = value & ConfigurationField;
                break;
            case Version or Status or Counter0 or Counter1 or FaultStatus or FaultAddress:
                log.Warn($"MVP: the read-only register at 0x{offset:x3} was written");
                break;
            case Flags:
                flags = value & FlagField;
                break;
            case FlagEnables:
                flagEnables = value & FlagField;
                break;
            case Command:
                Obey(value);
                break;
            case >= FirstState and < Command when enabled == 0:
                log.Warn("MVP: a program register was written while the block was disabled");
                break;
            case >= FirstState and < Command when run is not null:
                log.Warn("MVP: a program register was written while a program ran");
                break;
            case >= FirstWord and < Command:
                words[(offset - FirstWord) / 4] = value & MvpBlockWords.FieldOf((int)(offset - FirstWord) / 4);
                break;
            default:
                plain[offset] = value;
                break;
        }

        SetInterrupt();
    }

    private void SetInterrupt() => interrupts.SetLine(family.MvpInterrupt, (flags & flagEnables) != 0);

    private void SetEnabled(uint value)
    {
        if (value == 0 && enabled != 0)
        {
            if (run is not null)
            {
                log.Warn("MVP: the block was disabled while a program ran");
                Stop();
            }

            // Whether the chip keeps them is not known.
            MvpBlockWords.SetToReset(words);
        }

        enabled = value;
    }

    private void Reset(uint value)
    {
        if ((value & 1) != 0)
        {
            Stop();
            MvpBlockWords.SetToReset(words);
            plain.Clear();
            enabled = configuration = flags = flagEnables = 0;
            fault = null;
            counters = NoCounters;
        }
    }

    private void Obey(uint command)
    {
        if (enabled == 0)
        {
            log.Warn("MVP: a command was given while the block was disabled");
        }
        else if ((command & Halt) != 0)
        {
            Stop();
        }
        else if (command != MvpLimits.StartCommand)
        {
            log.Warn($"MVP: the command 0x{command:x} is not emulated");
        }
        else if (run is not null)
        {
            log.Warn("MVP: a program was started while another one ran");
        }
        else if (fault is not null)
        {
            // The chip may be more forgiving.
            log.Warn("MVP: a program was started after a fault without a reset");
        }
        else
        {
            Begin();
        }
    }

    private void Begin()
    {
        words[^1] = MvpLimits.StartCommand;
        MvpMishap? mishap = injection?.Program == programsStarted ? injection.Mishap : null;
        programsStarted++;
        run = MvpBlockRun.Of(words, memory, options, mishap);
        start = clock.Now;
        clock.BeginBeside();
        watched = 0;
        bool counts = (configuration & CountersEnabled) != 0;
        counters = counts ? (Counter(run, configuration >> 16 & 15), Counter(run, configuration >> 20 & 15)) : NoCounters;
        SetTimer();
    }

    private MvpBlockCounter Counter(MvpBlockRun program, uint selection)
    {
        switch (selection)
        {
            case 0:
                return program.RunCycles;
            case 1:
                return program.Instructions;
            case 2:
                return program.Stalls;
            default:
                log.Warn($"MVP: performance counter {selection} is not emulated");
                return MvpBlockCounter.Still;
        }
    }

    private void SetTimer()
    {
        long next = Math.Min(run!.Cycles, Math.Min(counters.First.NextOverflow(watched), counters.Second.NextOverflow(watched)));
        timer.Set(next == long.MaxValue ? next : start + next);
    }

    // A counter has overflown, the program has ended, or both.
    private void Watch()
    {
        long elapsed = Elapsed;
        flags |= counters.First.Overflows(elapsed) != counters.First.Overflows(watched) ? Counter0Overflow : 0;
        flags |= counters.Second.Overflows(elapsed) != counters.Second.Overflows(watched) ? Counter1Overflow : 0;
        watched = elapsed;
        if (elapsed == run!.Cycles)
        {
            End(run);
        }
        else
        {
            SetTimer();
        }

        SetInterrupt();
    }

    private void End(MvpBlockRun ended)
    {
        flags |= (uint)ended.Flags;
        fault = ended.Fault;
        if (ended.Stores)
        {
            memory.End();
        }

        if (ended.Registers is { } registers)
        {
            for (int register = 0; register < MvpLimits.Registers; register++)
            {
                words[register] = registers[register].Word;
            }
        }

        clock.EndBeside();
        run = null;
    }

    private void Stop()
    {
        watched = Elapsed;
        clock.EndBeside();
        run = null;
        timer.Cancel();
    }
}
