using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>x where it is positive, else alpha * x, element by element.</summary>
public sealed record LeakyRelu(float Alpha) : Operator
{
    public override string Name => "LEAKY_RELU";

    public override Arity Arity => new(1, 1, 1);

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"alpha {Alpha:G9}");
}
