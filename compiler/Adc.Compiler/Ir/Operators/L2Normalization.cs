namespace Adc.Compiler.Ir.Operators;

/// <summary>Each vector of the last axis divided by its Euclidean length.</summary>
public sealed record L2Normalization : Operator
{
    public override string Name => "L2_NORMALIZATION";

    public override Arity Arity => new(1, 1, 1);
}
