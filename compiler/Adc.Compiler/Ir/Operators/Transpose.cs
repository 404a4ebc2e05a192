namespace Adc.Compiler.Ir.Operators;

/// <summary>Reorders the axes.</summary>
/// <remarks>Inputs: x, permutation (int32, one number for each axis): axis i of the output is axis permutation[i] of x.</remarks>
public sealed record Transpose : Operator
{
    public override string Name => "TRANSPOSE";

    public override Arity Arity => new(2, 2, 1);
}
