namespace Adc.Compiler.Diagnostics;

/// <summary>9xxx: bugs of adc itself.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor InternalError = new(
        "ADC9001", "Internal error", "internal error: {0}; please report this as a bug of adc, with the input that provokes it",
        "adc met a situation that its own checks should have excluded. Nothing was written. The input may be fine. Remedy: Please report it, with the input that provokes it.");

    public static readonly DiagnosticDescriptor VerifierFailed = new(
        "ADC9002", "Internal verification failed", "{0} broke an invariant: {1}; please report this as a bug of adc",
        "Every pass, memory plan and program is checked by an independent verifier. One of them refused adc's own result, so nothing was written. Remedy: Please report it, with the input that provokes it.");
}
