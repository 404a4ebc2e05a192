using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>exp(beta * x) over the last axis, divided by its sum.</summary>
public sealed record Softmax(float Beta = 1) : Operator
{
    public override string Name => "SOFTMAX";

    public override Arity Arity => new(1, 1, 1);

    public override string Attributes => Beta == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"beta {Beta:G9}");
}
