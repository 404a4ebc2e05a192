namespace Adc.Compiler.Ir.Operators;

/// <summary>Repeats a tensor along its axes.</summary>
/// <remarks>Inputs: x, multiples (int32 or int64, one number for each axis).</remarks>
public sealed record Tile : Operator
{
    public override string Name => "TILE";

    public override Arity Arity => new(2, 2, 1);
}
