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
