using Adc.Mvp;

namespace Adc.Compiler.Targets;

/// <summary>Constants of the models of accelerator and core.</summary>
/// <param name="CyclesPerInstruction">Of the core, where its own cycle model does not apply: while a lowering is chosen, and where a factor was fitted to a board.</param>
public sealed record TimingFigures(MvpTiming Accelerator, double CyclesPerInstruction)
{
    /// <summary>Fitted to what the vendor has published, and a guess for the core.</summary>
    public static TimingFigures BuiltIn { get; } = new(MvpTiming.Default, 1.3);
}
