namespace Adc.Compiler.Configuration;

public enum Accelerator
{
    /// <summary>Plain C for the core.</summary>
    None,

    /// <summary>The matrix vector processor of the EFR32xG24 and its relatives.</summary>
    MvpV1,
}

public enum CpuKernels
{
    Reference,
    Optimised,
}
