namespace Adc.Compiler.Ir.Operators;

/// <summary>x * x, element by element.</summary>
public sealed record Square : Operator
{
    public override string Name => "SQUARE";

    public override Arity Arity => new(1, 1, 1);
}
