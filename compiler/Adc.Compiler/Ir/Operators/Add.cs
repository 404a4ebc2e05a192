namespace Adc.Compiler.Ir.Operators;

/// <summary>Adds two tensors, then applies the activation.</summary>
/// <remarks>Inputs: a and b; their shapes broadcast to the output's.</remarks>
public sealed record Add(Activation Activation = Activation.None) : Operator, IActivated
{
    public override string Name => "ADD";

    public override Arity Arity => new(2, 2, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}";
}
