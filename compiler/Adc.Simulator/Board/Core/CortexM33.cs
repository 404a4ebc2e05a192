using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Adc.Simulator.Board.Core;

/// <summary>The processor core: executes and counts instructions. It knows nothing of interrupts, exceptions or devices.</summary>
/// <remarks>
/// Unicorn calls back through unmanaged function pointers before each instruction. An exception thrown in a callback must
/// not cross the library's frames: it is kept, stops the core, and goes on from <see cref="Run"/>.
/// </remarks>
internal sealed unsafe class CortexM33 : IDisposable
{
    private const uint DevicesAddress = 0x4000_0000;
    private const uint DevicesSize = 0x2000_0000;
    private const uint SystemAddress = 0xE000_0000;
    private const uint SystemSize = 0x0010_0000;

    private const uint ThumbState = 1u << 24;
    private const uint FloatingPointActive = 1u << 2;

    private readonly ICoreBus bus;
    private readonly ICoreSupervisor supervisor;
    private readonly CoreCounters* counters;
    private readonly uint[] registersAtFault = new uint[15];
    private GCHandle self;
    private nint engine;
    private CoreInterrupt interrupt;
    private bool stopRequested;
    private ExceptionDispatchInfo? failure;

    public CortexM33(ICoreBus bus, ICoreSupervisor supervisor)
    {
        this.bus = bus;
        this.supervisor = supervisor;
        self = GCHandle.Alloc(this);
        counters = (CoreCounters*)NativeMemory.AllocZeroed((nuint)sizeof(CoreCounters));
        counters->Self = GCHandle.ToIntPtr(self);
        counters->StopAt = long.MaxValue;
        Require(Unicorn.Open(Unicorn.ArchitectureArm, Unicorn.ModeThumbMicrocontroller, out engine), "open");
        Require(Unicorn.Control(engine, Unicorn.SetProcessorModel, Unicorn.CortexM33), "select the Cortex-M33");
        MapBus();
        AddHooks();
    }

    /// <summary>Completed instructions since reset; during a device access including the accessing one.</summary>
    public long Instructions => counters->Executed;

    /// <summary>The same with cycles, which are counted while <see cref="CountsCycles"/>.</summary>
    public CoreWork Work => new(counters->Executed, counters->Cycles.Cycles);

    /// <summary>Cycles are modelled for what is executed from now on.</summary>
    public bool CountsCycles
    {
        set
        {
            counters->Cycles.IsOn = value;
            counters->Cycles.Forget();
        }
    }

    /// <summary>The supervisor is asked before the instruction that would exceed this count.</summary>
    public long StopAt
    {
        get => counters->StopAt;
        set => counters->StopAt = value;
    }

    /// <summary>The instruction being executed, or the last one.</summary>
    public uint ExecutingAt => counters->ProgramCounter;

    /// <summary>Why <see cref="Run"/> answered <see cref="CoreStop.Faulted"/>.</summary>
    public CoreFault? Fault { get; private set; }

    public uint this[CoreRegister register]
    {
        get
        {
            uint value = 0;
            Require(Unicorn.ReadRegister(engine, (int)register, &value), "read a register");
            return value;
        }

        set => Require(Unicorn.WriteRegister(engine, (int)register, &value), "write a register");
    }

    /// <summary>The handler or thread that runs has used floating-point registers.</summary>
    public bool FloatingPointWasUsed => (this[CoreRegister.Control] & FloatingPointActive) != 0;

    /// <summary>Where to continue, in Thumb state.</summary>
    public void JumpTo(uint address)
    {
        this[CoreRegister.Pc] = address | 1;
        counters->Cycles.Forget();
    }

    /// <summary>Two single-precision registers: D0 holds S0 and S1.</summary>
    public ulong ReadDouble(int index)
    {
        ulong value = 0;
        Require(Unicorn.ReadRegister(engine, (int)CoreRegister.D0 + index, &value), "read a register");
        return value;
    }

    public void WriteDouble(int index, ulong value) =>
        Require(Unicorn.WriteRegister(engine, (int)CoreRegister.D0 + index, &value), "write a register");

    /// <summary>Puts memory into the core's address space.</summary>
    /// <param name="content">Must live as long as the core, at a page boundary.</param>
    public void MapMemory(uint address, int size, byte* content, bool writable, bool executable)
    {
        uint permissions = Unicorn.Readable | (writable ? Unicorn.Writable : 0) | (executable ? Unicorn.Executable : 0);
        Require(Unicorn.MapMemory(engine, address, (nuint)size, permissions, content), $"map memory at 0x{address:x8}");
    }

    /// <summary>Tells which memory holds code. The windows' content and marks must live as long as the core.</summary>
    public void SetCode(CodeWindow flash, CodeWindow ram)
    {
        counters->Flash = flash;
        counters->Ram = ram;
        counters->Cycles.Allocate(flash, ram);
    }

    /// <summary>Executes from the program counter on.</summary>
    /// <param name="until">Stops before the instruction here.</param>
    public CoreStop Run(uint until)
    {
        Fault = null;
        interrupt = CoreInterrupt.None;
        stopRequested = false;
        bool thumb = (this[CoreRegister.Xpsr] & ThumbState) != 0;
        int error = Unicorn.Start(engine, this[CoreRegister.Pc] | (thumb ? 1u : 0u), until, 0, 0);
        failure?.Throw();
        CoreStop stop = Classify(error, until);

        // An instruction is counted before it executes; this one did not.
        if (stop is CoreStop.Faulted or CoreStop.Breakpoint && this[CoreRegister.Pc] == counters->ProgramCounter)
        {
            counters->Executed--;
        }

        return stop;
    }

    public void Dispose()
    {
        if (engine != 0)
        {
            _ = Unicorn.Close(engine);
            engine = 0;
            counters->Cycles.Free();
            NativeMemory.Free(counters);
            self.Free();
        }
    }

    private CoreStop Classify(int error, uint until)
    {
        if (Fault is not null)
        {
            RestoreRegisters();
            return CoreStop.Faulted;
        }

        switch (interrupt)
        {
            case CoreInterrupt.None:
                break;
            case CoreInterrupt.SupervisorCall:
                return CoreStop.SupervisorCall;
            case CoreInterrupt.Breakpoint:
                return CoreStop.Breakpoint;
            case CoreInterrupt.ExceptionReturn:
                return CoreStop.ExceptionReturn;
            case CoreInterrupt.PrefetchAbort:
                return Faulted(CoreFaultKind.FetchForbidden);
            case CoreInterrupt.DataAbort or CoreInterrupt.Unaligned:
                return Faulted(CoreFaultKind.Unaligned);
            case CoreInterrupt.NoCoprocessor:
                return Faulted(CoreFaultKind.NoCoprocessor);
            case CoreInterrupt.StackLimit:
                return Faulted(CoreFaultKind.StackLimit);
            default:
                throw new InvalidOperationException($"the core took an unknown interrupt {(int)interrupt}");
        }

        if (error == Unicorn.InvalidInstruction)
        {
            if ((this[CoreRegister.Xpsr] & ThumbState) == 0)
            {
                return Faulted(CoreFaultKind.NotThumb);
            }

            // The hints WFE and YIELD end here too, but with the program counter past them. They need no action.
            return this[CoreRegister.Pc] == counters->ProgramCounter ? Faulted(CoreFaultKind.Undefined) : CoreStop.Requested;
        }

        Require(error, "run");
        return stopRequested ? CoreStop.Requested : this[CoreRegister.Pc] == until ? CoreStop.Returned : CoreStop.Sleeping;
    }

    private CoreStop Faulted(CoreFaultKind kind)
    {
        uint programCounter = this[CoreRegister.Pc];
        Fault = new CoreFault(kind, programCounter, programCounter);
        return CoreStop.Faulted;
    }

    private void Stop()
    {
        stopRequested = true;
        _ = Unicorn.Stop(engine);
    }

    // The library lets an access that was refused go on with zero, within an IT block even a few instructions further.
    private void StopWithFault(CoreFaultKind kind, uint address)
    {
        if (Fault is null)
        {
            bool isFetch = kind is CoreFaultKind.Fetch or CoreFaultKind.FetchForbidden;
            Fault = new CoreFault(kind, address, isFetch ? address : counters->ProgramCounter);
            for (int i = 0; i < registersAtFault.Length; i++)
            {
                registersAtFault[i] = this[RegisterAtFault(i)];
            }
        }

        Stop();
    }

    private void RestoreRegisters()
    {
        for (int i = 0; i < registersAtFault.Length; i++)
        {
            this[RegisterAtFault(i)] = registersAtFault[i];
        }

        JumpTo(Fault!.Value.ProgramCounter);
    }

    private static CoreRegister RegisterAtFault(int index) => index switch
    {
        13 => CoreRegister.Sp,
        14 => CoreRegister.Lr,
        _ => CoreRegister.R0 + index,
    };

    private void MapBus()
    {
        nint data = (nint)counters;
        Require(Unicorn.MapDevices(engine, DevicesAddress, DevicesSize, &OnDeviceRead, data, &OnDeviceWrite, data), "map devices");
        Require(Unicorn.MapDevices(engine, SystemAddress, SystemSize, &OnSystemRead, data, &OnSystemWrite, data), "map devices");
    }

    private void AddHooks()
    {
        delegate* unmanaged[Cdecl]<nint, ulong, uint, CoreCounters*, void> instruction = &OnInstruction;
        delegate* unmanaged[Cdecl]<nint, uint, CoreCounters*, void> interrupted = &OnInterrupt;
        delegate* unmanaged[Cdecl]<nint, int, ulong, int, long, CoreCounters*, byte> refused = &OnRefusedAccess;
        AddHook(Unicorn.HookCode, instruction);
        AddHook(Unicorn.HookInterrupt, interrupted);
        AddHook(Unicorn.HookUnmapped | Unicorn.HookForbidden, refused);
    }

    private void AddHook(int type, void* callback) =>
        Require(Unicorn.AddHook(engine, out _, type, callback, (nint)counters, begin: 1, end: 0), "add a hook");

    private static void Require(int error, string action)
    {
        if (error != Unicorn.Ok)
        {
            throw new InvalidOperationException($"{Unicorn.Library} could not {action}: error {error}");
        }
    }

    private static CortexM33 Of(CoreCounters* counters) => (CortexM33)GCHandle.FromIntPtr(counters->Self).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnInstruction(nint engine, ulong address, uint size, CoreCounters* counters)
    {
        uint programCounter = (uint)address;
        counters->ProgramCounter = programCounter;
        if (programCounter - counters->BlockStart < counters->BlockLength)
        {
            if (counters->Cycles.IsOn)
            {
                counters->Cycles.AddWithin(*counters, programCounter, size);
            }

            return;
        }

        if ((counters->Executed >= counters->StopAt || counters->IsMarked()) && Of(counters).Supervise(programCounter))
        {
            return;
        }

        counters->Count(size);
    }

    /// <summary>True when the core stops before this instruction.</summary>
    private bool Supervise(uint programCounter)
    {
        try
        {
            if (counters->Executed >= counters->StopAt && supervisor.MustStop())
            {
                Stop();
                return true;
            }

            if (counters->IsMarked())
            {
                supervisor.ReachedMark(programCounter);
            }

            return false;
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            Stop();
            return true;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnInterrupt(nint engine, uint number, CoreCounters* counters)
    {
        CortexM33 core = Of(counters);
        core.interrupt = (CoreInterrupt)number;
        _ = Unicorn.Stop(engine);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnRefusedAccess(nint engine, int type, ulong address, int size, long value, CoreCounters* counters)
    {
        CoreFaultKind kind = type switch
        {
            Unicorn.FetchUnmapped => CoreFaultKind.Fetch,
            Unicorn.FetchForbidden => CoreFaultKind.FetchForbidden,
            Unicorn.WriteForbidden => CoreFaultKind.ReadOnly,
            _ => CoreFaultKind.Data,
        };
        Of(counters).StopWithFault(kind, (uint)address);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong OnDeviceRead(nint engine, ulong offset, uint size, nint counters) =>
        Of((CoreCounters*)counters).ReadBus(DevicesAddress + (uint)offset, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong OnSystemRead(nint engine, ulong offset, uint size, nint counters) =>
        Of((CoreCounters*)counters).ReadBus(SystemAddress + (uint)offset, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDeviceWrite(nint engine, ulong offset, uint size, ulong value, nint counters) =>
        Of((CoreCounters*)counters).WriteBus(DevicesAddress + (uint)offset, size, value);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSystemWrite(nint engine, ulong offset, uint size, ulong value, nint counters) =>
        Of((CoreCounters*)counters).WriteBus(SystemAddress + (uint)offset, size, value);

    private uint ReadBus(uint address, uint size)
    {
        if (Fault is not null || failure is not null)
        {
            return 0;
        }

        try
        {
            if (bus.TryRead(address, (int)size, out uint value))
            {
                return value;
            }

            StopWithFault(CoreFaultKind.Data, address);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            Stop();
        }

        return 0;
    }

    private void WriteBus(uint address, uint size, ulong value)
    {
        if (Fault is not null || failure is not null)
        {
            return;
        }

        try
        {
            if (!bus.TryWrite(address, (int)size, (uint)value))
            {
                StopWithFault(CoreFaultKind.Data, address);
            }
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            Stop();
        }
    }
}
