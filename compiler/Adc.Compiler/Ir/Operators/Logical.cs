namespace Adc.Compiler.Ir.Operators;

/// <summary>LOGICAL_AND or LOGICAL_OR of two truth values.</summary>
/// <remarks>Inputs: a and b; their shapes broadcast to the output's. All are bool.</remarks>
public sealed record Logical(bool IsAnd) : Operator
{
    public override string Name => IsAnd ? "LOGICAL_AND" : "LOGICAL_OR";

    public override Arity Arity => new(2, 2, 1);
}
