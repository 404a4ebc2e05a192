namespace Adc.Compiler.Ir.Operators;

/// <summary>Rounds float32 to an integer type, or changes the scale of an integer tensor.</summary>
public sealed record Quantize : Operator
{
    public override string Name => "QUANTIZE";

    public override Arity Arity => new(1, 1, 1);
}
