namespace Adc.Compiler.Ir.Operators;

/// <summary>A box of elements.</summary>
/// <remarks>Inputs: x, begin, size (vectors of int32 or int64, one number for each axis); a size of −1 reaches to the end.</remarks>
public sealed record Slice : Operator
{
    public override string Name => "SLICE";

    public override Arity Arity => new(3, 3, 1);
}
