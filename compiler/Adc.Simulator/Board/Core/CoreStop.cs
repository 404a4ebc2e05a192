namespace Adc.Simulator.Board.Core;

/// <summary>Why the core handed control back.</summary>
internal enum CoreStop
{
    /// <summary>The host asked for it between two instructions.</summary>
    Requested,

    /// <summary>The address given to run to was reached.</summary>
    Returned,

    /// <summary>WFI; the program counter is past it.</summary>
    Sleeping,

    /// <summary>An instruction could not be executed; <see cref="CortexM33.Fault"/> says why. The registers are those before it.</summary>
    Faulted,

    /// <summary>SVC; the program counter is past it.</summary>
    SupervisorCall,

    /// <summary>BKPT; the program counter is at it.</summary>
    Breakpoint,

    /// <summary>A branch to an EXC_RETURN value, which is the program counter.</summary>
    ExceptionReturn,
}

/// <summary>What the core could not do.</summary>
internal enum CoreFaultKind
{
    /// <summary>A load or store met an address where nothing answers, or a refusing device.</summary>
    Data,

    /// <summary>A store met memory that cannot be written so, which the bus reports like <see cref="Data"/>.</summary>
    ReadOnly,

    /// <summary>An instruction was fetched from an address where nothing answers.</summary>
    Fetch,

    /// <summary>An instruction was fetched from a device or other memory that is never executed.</summary>
    FetchForbidden,

    Undefined,

    /// <summary>A branch to an even address: the core knows no other instruction set than Thumb.</summary>
    NotThumb,

    /// <summary>An exclusive or other access that must be aligned, but is not.</summary>
    Unaligned,

    NoCoprocessor,


    /// <summary>The stack pointer would have passed the stack limit register.</summary>
    StackLimit,
}

/// <param name="Address">The address of the access, for data and fetch faults.</param>
/// <param name="ProgramCounter">The instruction.</param>
internal readonly record struct CoreFault(CoreFaultKind Kind, uint Address, uint ProgramCounter);
