namespace Adc.Compiler.Ir.Operators;

/// <summary>The logarithm of the softmax over the last axis: x - max - ln(sum of exp(x - max)).</summary>
public sealed record LogSoftmax : Operator
{
    public override string Name => "LOG_SOFTMAX";

    public override Arity Arity => new(1, 1, 1);
}
