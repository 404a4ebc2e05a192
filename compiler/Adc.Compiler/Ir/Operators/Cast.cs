namespace Adc.Compiler.Ir.Operators;

/// <summary>Turns the stored numbers into another element type, whatever their quantization says.</summary>
/// <remarks>
/// Integers keep their low bits, bool is 0 or 1 and anything but 0 is true; float32 is cut towards zero and, where C leaves the
/// result open, taken as the nearest number of the type, NaN as 0.
/// </remarks>
public sealed record Cast : Operator
{
    public override string Name => "CAST";

    public override Arity Arity => new(1, 1, 1);
}
