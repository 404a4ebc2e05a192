namespace Adc.Simulator.Board.Core;

/// <summary>What the core has done.</summary>
/// <param name="Cycles">By <see cref="InstructionCost"/>; stands still while nobody wants it.</param>
internal readonly record struct CoreWork(long Instructions, long Cycles)
{
    public static CoreWork operator +(CoreWork left, CoreWork right) => new(left.Instructions + right.Instructions, left.Cycles + right.Cycles);

    public static CoreWork operator -(CoreWork left, CoreWork right) => new(left.Instructions - right.Instructions, left.Cycles - right.Cycles);
}
