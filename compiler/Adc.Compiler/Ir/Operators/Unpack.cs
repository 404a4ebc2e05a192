using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Takes a tensor apart along an axis, which the outputs no longer have: one output for each element of the axis.</summary>
public sealed record Unpack(int Axis = 0) : Operator
{
    public override string Name => "UNPACK";

    public override Arity Arity => new(1, 1, 1, int.MaxValue);

    public override string Attributes => Axis == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"axis {Axis}");
}
