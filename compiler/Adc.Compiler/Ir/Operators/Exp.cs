namespace Adc.Compiler.Ir.Operators;

/// <summary>exp(x), element by element.</summary>
public sealed record Exp : Operator
{
    public override string Name => "EXP";

    public override Arity Arity => new(1, 1, 1);
}
