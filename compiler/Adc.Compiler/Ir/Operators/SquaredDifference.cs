namespace Adc.Compiler.Ir.Operators;

/// <summary>(a - b) * (a - b), element by element.</summary>
/// <remarks>Inputs: a and b; their shapes broadcast to the output's.</remarks>
public sealed record SquaredDifference : Operator
{
    public override string Name => "SQUARED_DIFFERENCE";

    public override Arity Arity => new(2, 2, 1);
}
