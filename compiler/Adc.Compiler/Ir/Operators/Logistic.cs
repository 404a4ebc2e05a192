namespace Adc.Compiler.Ir.Operators;

/// <summary>1 / (1 + exp(-x)), element by element.</summary>
public sealed record Logistic : Operator
{
    public override string Name => "LOGISTIC";

    public override Arity Arity => new(1, 1, 1);
}
