namespace Adc.Compiler.Ir.Operators;

/// <summary>Gives the elements another shape, in the same order. The new shape is the output's type.</summary>
/// <remarks>Inputs: x, and optionally an int32 vector with the new shape (removed once it is known to be constant).</remarks>
public sealed record Reshape : Operator
{
    public override string Name => "RESHAPE";

    public override Arity Arity => new(1, 2, 1);
}
