using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Runs program words on a datapath: order of events, faults, time. Holds no data itself.</summary>
internal sealed class MvpExecution
{
    private readonly MvpDecoding decoding;
    private readonly MvpSequencer sequencer;
    private readonly MvpIssueRules rules;
    private readonly IMvpDatapath datapath;
    private readonly MvpSimulatorOptions options;
    private long instructions;

    public MvpExecution(ReadOnlySpan<uint> words, IMvpDatapath datapath, MvpSimulatorOptions options)
    {
        decoding = MvpDecoder.Decode(words, MvpMemoryMap.AddressesOnly);
        sequencer = new MvpSequencer(decoding.Program, MvpMemoryMap.AddressesOnly, decoding.HasEnd);
        rules = new MvpIssueRules(decoding.Program, options.Timing);
        this.datapath = datapath;
        this.options = options;
        for (int register = 0; register < MvpLimits.Registers; register++)
        {
            datapath.Preset(new MvpRegister(register), MvpComplex.FromWord(words[register]));
        }
    }

    public MvpRun Run()
    {
        if (decoding.Command != MvpLimits.StartCommand)
        {
            return new MvpRun(MvpOutcome.NotStarted, MvpFlags.None, null, 0, 0);
        }

        while (true)
        {
            if (instructions == options.InstructionLimit)
            {
                return Finish(MvpOutcome.LimitReached, MvpFlags.None);
            }

            int position = sequencer.ProgramCounter;
            sequencer.Enter();
            if (Execute(position) is { } fault)
            {
                return Finish(fault);
            }

            switch (sequencer.Leave())
            {
                case MvpProgress.Done:
                    return Finish(MvpOutcome.Done, MvpFlags.ProgramDone);
                case MvpProgress.LoopError:
                    return Finish(new MvpFault(MvpFlags.LoopFault, position, Loop: sequencer.FaultyLoop));
                case MvpProgress.RanOff:
                    return Finish(new MvpFault(MvpFlags.LoopFault, position));
                default:
                    break;
            }
        }
    }

    private MvpRun Finish(MvpFault fault) => Finish(MvpOutcome.Faulted, fault.Flag, fault);

    private MvpRun Finish(MvpOutcome outcome, MvpFlags flags, MvpFault? fault = null)
    {
        MvpFlags loops = (MvpFlags)(sequencer.FinishedLoops * (int)MvpFlags.Loop0Done);
        return new MvpRun(outcome, flags | loops | datapath.Flags, fault, instructions, rules.Total);
    }

    private MvpFault? Execute(int position)
    {
        MvpInstruction instruction = decoding.Program.Instructions[position];
        MvpFault? fault = Access(position, instruction.Load0, MvpBus.Load0) ?? Access(position, instruction.Load1, MvpBus.Load1);
        if (fault is not null)
        {
            return fault;
        }

        MvpOperation operation = instruction.Operation;
        if (operation.Opcode != MvpOpcode.Noop && !datapath.Compute(operation))
        {
            return new MvpFault(MvpFlags.AluFault, position);
        }

        fault = Access(position, instruction.Store, MvpBus.Store);
        if (fault is null)
        {
            rules.Issue(position, Address(instruction.Load0), Address(instruction.Load1));
            instructions++;
        }

        return fault;
    }

    private uint Address(MvpStream? stream) => stream is { } used ? sequencer.Address(used.Array) : 0;

    private MvpFault? Access(int position, MvpStream? stream, MvpBus bus)
    {
        if (stream is not { } used)
        {
            return null;
        }

        if (used.Array >= MvpLimits.Arrays || !decoding.Program.Arrays[used.Array].Type.IsDefined())
        {
            return new MvpFault(MvpFlags.ArrayFault, position, used.Array, bus);
        }

        MvpElementType type = decoding.Program.Arrays[used.Array].Type;
        uint address = sequencer.Address(used.Array);
        if (address % (uint)type.AlignmentInBytes() != 0)
        {
            return new MvpFault(MvpFlags.AlignmentFault, position, used.Array, bus, Address: address);
        }

        bool isMapped = bus == MvpBus.Store
            ? datapath.Store(used.Register, type, address)
            : datapath.Load(used.Register, type, address);
        return isMapped ? null : new MvpFault(MvpFlags.BusFault, position, used.Array, bus, Address: address);
    }
}
