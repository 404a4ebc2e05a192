namespace Adc.Compiler.Ir.Operators;

/// <summary>Hyperbolic tangent, element by element.</summary>
public sealed record Tanh : Operator
{
    public override string Name => "TANH";

    public override Arity Arity => new(1, 1, 1);
}
