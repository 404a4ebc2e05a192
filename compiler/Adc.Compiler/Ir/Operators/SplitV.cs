namespace Adc.Compiler.Ir.Operators;

/// <summary>Cuts a tensor along an axis into parts of given sizes, one for each output.</summary>
/// <remarks>
/// Inputs: x, sizes (int32 or int64, one for each output, one of them perhaps −1 for the rest), axis (an int32 scalar; negative ones
/// count from the end).
/// </remarks>
public sealed record SplitV : Operator
{
    public override string Name => "SPLIT_V";

    public override Arity Arity => new(3, 3, 1, int.MaxValue);
}
