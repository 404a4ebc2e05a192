namespace Adc.Compiler.Ir.Operators;

/// <summary>Turns quantized integers to float32: scale * (q - zero point).</summary>
public sealed record Dequantize : Operator
{
    public override string Name => "DEQUANTIZE";

    public override Arity Arity => new(1, 1, 1);
}
