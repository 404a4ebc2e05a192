namespace Adc.Compiler.Ir.Operators;

/// <summary>x where it is positive, else exp(x) - 1, element by element.</summary>
public sealed record Elu : Operator
{
    public override string Name => "ELU";

    public override Arity Arity => new(1, 1, 1);
}
