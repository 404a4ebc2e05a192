namespace Adc.Simulator.Board;

/// <summary>How a call of one function ended.</summary>
/// <param name="Run">The end; <see cref="BoardStop.Returned"/> is the good one. Counts are of this call alone.</param>
/// <param name="Value">What the function returned in r0; meaningless unless it returned.</param>
/// <param name="StackBytes">From the stack pointer before the call down to the lowest byte written.</param>
/// <param name="Functions">Counts of the functions given to <see cref="EmulatedBoard.Profile"/>, in that order.</param>
public sealed record BoardCall(BoardRun Run, uint Value, int StackBytes, IReadOnlyList<FunctionCount> Functions)
{
    public bool HasReturned => Run.Stop == BoardStop.Returned;

    public long Instructions => Run.Instructions;
}
