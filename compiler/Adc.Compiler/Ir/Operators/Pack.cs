using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Stacks equally shaped inputs along a new axis.</summary>
public sealed record Pack(int Axis = 0) : Operator
{
    public override string Name => "PACK";

    public override Arity Arity => new(1, int.MaxValue, 1);

    public override string Attributes => Axis == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"axis {Axis}");
}
