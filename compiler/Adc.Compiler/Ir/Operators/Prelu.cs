namespace Adc.Compiler.Ir.Operators;

/// <summary>x where it is not negative, x times a slope of its own elsewhere.</summary>
/// <remarks>Inputs: x, and slopes whose shape broadcasts to that of x. The output has the shape of x.</remarks>
public sealed record Prelu : Operator
{
    public override string Name => "PRELU";

    public override Arity Arity => new(2, 2, 1);
}
