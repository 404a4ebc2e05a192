namespace Adc.Compiler.Ir.Operators;

/// <summary>False where its input is true, and the other way round.</summary>
public sealed record LogicalNot : Operator
{
    public override string Name => "LOGICAL_NOT";

    public override Arity Arity => new(1, 1, 1);
}
