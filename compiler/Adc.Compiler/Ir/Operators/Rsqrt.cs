namespace Adc.Compiler.Ir.Operators;

/// <summary>1 / sqrt(x), element by element.</summary>
public sealed record Rsqrt : Operator
{
    public override string Name => "RSQRT";

    public override Arity Arity => new(1, 1, 1);
}
