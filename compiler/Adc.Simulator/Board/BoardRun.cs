namespace Adc.Simulator.Board;

/// <summary>How a boot ended.</summary>
/// <param name="Reason">The same for people, with the place.</param>
/// <param name="ProgramCounter">The instruction that failed, or the one to execute next.</param>
/// <param name="Symbol">The function it lies in, or null.</param>
/// <param name="Instructions">Executed since reset.</param>
/// <param name="Cycles">Instructions and sleep since reset.</param>
/// <param name="Warnings">What the chip would not have liked, each once.</param>
public sealed record BoardRun(
    BoardStop Stop, string Reason, uint ProgramCounter, string? Symbol, long Instructions, long Cycles, IReadOnlyList<string> Warnings);
