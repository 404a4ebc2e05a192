namespace Adc.Compiler.Ir.Operators;

/// <summary>x * clamp(x + 3, 0, 6) / 6, element by element.</summary>
public sealed record HardSwish : Operator
{
    public override string Name => "HARD_SWISH";

    public override Arity Arity => new(1, 1, 1);
}
