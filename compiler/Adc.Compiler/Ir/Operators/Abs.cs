namespace Adc.Compiler.Ir.Operators;

/// <summary>|x|, element by element.</summary>
public sealed record Abs : Operator
{
    public override string Name => "ABS";

    public override Arity Arity => new(1, 1, 1);
}
