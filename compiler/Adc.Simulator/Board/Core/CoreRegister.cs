namespace Adc.Simulator.Board.Core;

/// <summary>Registers of the core, by the numbers that Unicorn gives them.</summary>
internal enum CoreRegister
{
    Fpscr = 6,
    Lr = 10,
    Pc = 11,
    Sp = 12,

    /// <summary>First of 16 double-precision views on S0 to S31.</summary>
    D0 = 14,
    R0 = 66,
    R1 = 67,
    R2 = 68,
    R3 = 69,
    R12 = 78,
    Msp = 115,
    Psp = 116,
    Control = 117,
    Xpsr = 120,
    Primask = 123,
    Basepri = 124,
    Faultmask = 126,

    /// <summary>All fields of the program status register, for writing.</summary>
    XpsrAll = 138,
}
