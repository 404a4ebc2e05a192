namespace Adc.Simulator.Board;

/// <summary>What goes wrong with one program of the emulated accelerator.</summary>
public enum MvpMishap
{
    /// <summary>The first access meets a bus error.</summary>
    BusError,

    /// <summary>The first access is not aligned.</summary>
    MisalignedArray,

    /// <summary>It runs, but never ends.</summary>
    NeverFinishes,

    /// <summary>It ends, with the flag that says that a result was too large.</summary>
    NumericOverflow,
}

/// <summary>Lets something go wrong, to see what the firmware makes of it.</summary>
/// <param name="Program">The program by the order of starts since reset, from 0.</param>
public sealed record MvpInjection(int Program, MvpMishap Mishap);
