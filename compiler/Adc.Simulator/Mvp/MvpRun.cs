namespace Adc.Simulator.Mvp;

/// <summary>How a run ended.</summary>
public enum MvpOutcome
{
    /// <summary>At the program's end.</summary>
    Done,

    /// <summary>With a fault: what was stored before stays stored.</summary>
    Faulted,

    /// <summary>It did not begin: the command word is not INIT and START.</summary>
    NotStarted,

    /// <summary>At the limit given in the options.</summary>
    LimitReached,
}

/// <summary>The bus behind a bus or alignment fault, by its code in FAULTSTATUS.</summary>
public enum MvpBus
{
    None = 0,
    Load0 = 1,
    Load1 = 2,
    Store = 3,
}

/// <summary>Why a program halted before its end.</summary>
/// <param name="Flag">One of the fault flags.</param>
/// <param name="Address">Of the access, for bus and alignment faults.</param>
public sealed record MvpFault(MvpFlags Flag, int ProgramCounter, int Array = 0, MvpBus Bus = MvpBus.None, int Loop = 0, uint Address = 0)
{
    /// <summary>The register FAULTSTATUS.</summary>
    public uint StatusWord => (uint)(ProgramCounter | (Array << 8) | ((int)Bus << 12) | (Loop << 16));
}

/// <summary>What a run did, its memory apart.</summary>
/// <param name="Flags">Raised during the run, faults included.</param>
/// <param name="Cycles">By the issue model; as the counter RUN would show.</param>
public sealed record MvpRun(MvpOutcome Outcome, MvpFlags Flags, MvpFault? Fault, long Instructions, long Cycles);
