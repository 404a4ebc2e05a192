using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Joins its inputs along an axis; their other extents are equal.</summary>
public sealed record Concatenation(int Axis = 0) : Operator
{
    public override string Name => "CONCATENATION";

    public override Arity Arity => new(1, int.MaxValue, 1);

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"axis {Axis}");
}
