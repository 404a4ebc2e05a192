namespace Adc.Simulator.Board.Core;

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
