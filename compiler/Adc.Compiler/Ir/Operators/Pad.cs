namespace Adc.Compiler.Ir.Operators;

/// <summary>Surrounds a tensor with one value: PAD with zero, PADV2 with a value of its own.</summary>
/// <remarks>
/// Inputs: x, paddings [rank, 2] (int32 or int64: elements before and after x along each axis), and optionally a value of x's type.
/// Without it the value is zero, which is the output's zero point where that is quantized.
/// </remarks>
public sealed record Pad : Operator
{
    public override string Name => "PAD";

    public override Arity Arity => new(2, 3, 1);
}
