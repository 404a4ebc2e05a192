namespace Adc.Compiler.Ir.Operators;

/// <summary>Cuts a tensor along an axis into equal parts, one for each output.</summary>
/// <remarks>Inputs: axis (an int32 scalar; negative ones count from the end), x.</remarks>
public sealed record Split : Operator
{
    public override string Name => "SPLIT";

    public override Arity Arity => new(2, 2, 1, int.MaxValue);
}
