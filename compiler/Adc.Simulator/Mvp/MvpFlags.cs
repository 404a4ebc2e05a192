namespace Adc.Simulator.Mvp;

/// <summary>Interrupt flags by their place in the register IF. R0POSREAL (bit 11) is not simulated: its sense is not known.</summary>
[Flags]
public enum MvpFlags
{
    None = 0,

    /// <summary>The program reached its end.</summary>
    ProgramDone = 1 << 0,

    /// <summary>Loop 0 finished; the seven bits above are those of loops 1 to 7.</summary>
    Loop0Done = 1 << 1,

    /// <summary>A result of the ALU is not a number.</summary>
    AluNaN = 1 << 10,

    /// <summary>A result of finite operands is too large and became infinite.</summary>
    AluOverflow = 1 << 12,

    /// <summary>A result below 2^-14 is not exact.</summary>
    AluUnderflow = 1 << 13,

    /// <summary>An integer store saturated.</summary>
    StoreOverflow = 1 << 14,

    /// <summary>An integer store of a number other than zero became zero.</summary>
    StoreUnderflow = 1 << 15,

    /// <summary>An integer store of an infinity saturated.</summary>
    StoreInfinity = 1 << 16,

    /// <summary>An integer store of a NaN became zero.</summary>
    StoreNaN = 1 << 17,

    /// <summary>Flags that mean a wrong result, for which the firmware returns an error. A saturated store is how programs clamp.</summary>
    WrongResult = AluNaN | AluOverflow | StoreInfinity | StoreNaN,

    LoopFault = 1 << 24,
    BusFault = 1 << 25,
    AlignmentFault = 1 << 26,
    AluFault = 1 << 27,
    ArrayFault = 1 << 28,
}
