using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>A layer of filters that look back in time: each weighs the input, remembers the sum, and weighs what it remembers.</summary>
/// <remarks>
/// Inputs: x [batch, in], feature weights [filters, in], time weights [filters, memory], optional bias [units], state
/// [batch, filters * memory], oldest sum first. Outputs: y [batch, units], the state moved on by one inference.
/// Each unit adds up <see cref="Rank"/> filters. The activation is for float32: integers are clamped by their range alone.
/// </remarks>
public sealed record Svdf(int Rank = 1, Activation Activation = Activation.None) : Operator, IStateful
{
    public override string Name => "SVDF";

    public override Arity Arity => new(3, 5, 2);

    public Sequence<int> StateInputs => [4];

    public override string Attributes => string.Create(
        CultureInfo.InvariantCulture, $"rank {Rank}{(Activation == Activation.None ? "" : $" + {Activation.SchemaName()}")}");
}
