namespace Adc.Compiler.Ir.Operators;

/// <summary>A clamp that stands as a node of its own: RELU, RELU6 or RELU_N1_TO_1.</summary>
public sealed record Relu(Activation Activation) : Operator
{
    public override string Name => Activation.SchemaName();

    public override Arity Arity => new(1, 1, 1);
}
