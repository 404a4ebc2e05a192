namespace Adc.Compiler.Ir.Operators;

/// <summary>-x, element by element.</summary>
public sealed record Neg : Operator
{
    public override string Name => "NEG";

    public override Arity Arity => new(1, 1, 1);
}
