namespace Adc.Compiler.Ir.Operators;

/// <summary>A tensor of one value throughout.</summary>
/// <remarks>Inputs: shape (int32 or int64), value (one element).</remarks>
public sealed record Fill : Operator
{
    public override string Name => "FILL";

    public override Arity Arity => new(2, 2, 1);
}
