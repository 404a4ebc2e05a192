namespace Adc.Compiler.Ir.Operators;

/// <summary>The greater or the lesser of two elements: MAXIMUM or MINIMUM.</summary>
/// <remarks>Inputs: a and b; their shapes broadcast to the output's.</remarks>
public sealed record Extremum(bool IsGreatest) : Operator
{
    public override string Name => IsGreatest ? "MAXIMUM" : "MINIMUM";

    public override Arity Arity => new(2, 2, 1);
}
