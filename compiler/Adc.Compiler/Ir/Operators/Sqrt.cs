namespace Adc.Compiler.Ir.Operators;

/// <summary>The square root, element by element.</summary>
public sealed record Sqrt : Operator
{
    public override string Name => "SQRT";

    public override Arity Arity => new(1, 1, 1);
}
