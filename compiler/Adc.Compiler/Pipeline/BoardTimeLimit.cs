using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>How long a boot or a call may take on the emulated board, whose clock counts cycles.</summary>
/// <param name="Origin">Where that was said.</param>
public sealed record BoardTimeLimit(int Seconds, int ClockInHz, Origin Origin)
{
    public static BoardTimeLimit Default { get; } = new(60, 78_000_000, Origin.None);

    public long Cycles => (long)Seconds * ClockInHz;
}
