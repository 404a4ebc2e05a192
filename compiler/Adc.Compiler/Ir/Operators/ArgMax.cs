namespace Adc.Compiler.Ir.Operators;

/// <summary>The index of the largest element along an axis, of several equal ones the first; the axis is dropped.</summary>
/// <remarks>Inputs: x, axis (an int32 scalar; negative ones count from the end). Output: int32 or int64.</remarks>
public sealed record ArgMax : Operator
{
    public override string Name => "ARG_MAX";

    public override Arity Arity => new(2, 2, 1);
}
