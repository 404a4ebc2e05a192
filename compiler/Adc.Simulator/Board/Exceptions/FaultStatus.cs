using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board.Exceptions;

/// <summary>The registers in which the core says what went wrong.</summary>
internal sealed class FaultStatus
{
    private const uint InstructionAccess = 1u << 0;
    private const uint InstructionBus = 1u << 8;
    private const uint PreciseData = 1u << 9;
    private const uint StackingError = 1u << 12;
    private const uint BusAddressValid = 1u << 15;
    private const uint UndefinedInstruction = 1u << 16;
    private const uint InvalidState = 1u << 17;
    private const uint InvalidReturn = 1u << 18;
    private const uint NoCoprocessor = 1u << 19;
    private const uint StackOverflow = 1u << 20;
    private const uint Unaligned = 1u << 24;

    private const uint VectorTableRead = 1u << 1;
    private const uint Forced = 1u << 30;
    private const uint DebugEvent = 1u << 31;

    public uint Configurable { get; set; }

    public uint Hard { get; set; }

    public uint BusAddress { get; private set; }

    /// <summary>Records a fault of the core and answers the exception it asks for.</summary>
    public int Record(CoreFault fault)
    {
        switch (fault.Kind)
        {
            case CoreFaultKind.Data or CoreFaultKind.ReadOnly:
                Configurable |= PreciseData | BusAddressValid;
                BusAddress = fault.Address;
                return ExceptionNumber.BusFault;
            case CoreFaultKind.Fetch:
                Configurable |= InstructionBus;
                return ExceptionNumber.BusFault;
            case CoreFaultKind.FetchForbidden:
                Configurable |= InstructionAccess;
                return ExceptionNumber.MemoryManagement;
            default:
                Configurable |= UsageBit(fault.Kind);
                return ExceptionNumber.UsageFault;
        }
    }

    public void RecordStackOverflow() => Configurable |= StackOverflow;

    public void RecordStackingError() => Configurable |= StackingError;

    public void RecordInvalidReturn() => Configurable |= InvalidReturn;

    public void RecordVectorTableRead() => Hard |= VectorTableRead;

    public void RecordEscalation() => Hard |= Forced;

    public void RecordBreakpoint() => Hard |= DebugEvent;

    private static uint UsageBit(CoreFaultKind kind) => kind switch
    {
        CoreFaultKind.NotThumb => InvalidState,
        CoreFaultKind.NoCoprocessor => NoCoprocessor,
        CoreFaultKind.StackLimit => StackOverflow,
        CoreFaultKind.Unaligned => Unaligned,
        _ => UndefinedInstruction,
    };
}
