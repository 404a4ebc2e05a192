namespace Adc.Simulator.Board;

/// <summary>What one function and everything that it called executed during one call.</summary>
/// <param name="Calls">How often it was entered.</param>
public sealed record FunctionCount(string Name, long Calls, long Instructions)
{
    /// <summary>By the core's cycle model.</summary>
    public long Cycles { get; init; }
}
