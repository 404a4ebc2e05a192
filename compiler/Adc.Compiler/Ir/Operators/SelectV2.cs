namespace Adc.Compiler.Ir.Operators;

/// <summary>Elements of one tensor where a condition holds, of another elsewhere.</summary>
/// <remarks>Inputs: condition (bool), x, y; their shapes broadcast to the output's.</remarks>
public sealed record SelectV2 : Operator
{
    public override string Name => "SELECT_V2";

    public override Arity Arity => new(3, 3, 1);
}
