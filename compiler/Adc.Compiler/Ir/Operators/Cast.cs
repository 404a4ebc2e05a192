namespace Adc.Compiler.Ir.Operators;

/// <summary>Turns the stored numbers into another element type, whatever their quantization says.</summary>
/// <remarks>
/// Integers keep their low bits, bool is 0 or 1 and anything but 0 is true; float32 is cut towards zero to the nearest int32 (NaN to 0),
/// which then keeps its low bits: C leaves open what becomes of numbers beyond the type, this is what its compilers make of them.
/// </remarks>
public sealed record Cast : Operator
{
    public override string Name => "CAST";

    public override Arity Arity => new(1, 1, 1);
}
