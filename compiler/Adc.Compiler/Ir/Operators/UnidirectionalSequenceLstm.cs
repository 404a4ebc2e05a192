using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Long short-term memory over a sequence: no peepholes, projection or layer normalization, tanh in its cell gate.</summary>
/// <remarks>
/// Inputs: x [batch, time, in], or [time, batch, in] when <see cref="IsTimeMajor"/>; then, each for the input, forget, cell and output
/// gate in this order, four weights of x [units, in], four of the hidden state [units, units], four biases [units]; the hidden state
/// [batch, units] and the cell state [batch, units]. Outputs: the hidden state after each step [batch, time, units] (in the order of
/// x), and both states after the last.
/// </remarks>
/// <param name="CellClip">The cell state is kept in [-clip, clip]; 0 for no limit.</param>
public sealed record UnidirectionalSequenceLstm(bool IsTimeMajor = false, float CellClip = 0) : Operator, IStateful
{
    public override string Name => "UNIDIRECTIONAL_SEQUENCE_LSTM";

    public override Arity Arity => new(15, 15, 3);

    public Sequence<int> StateInputs => [13, 14];

    public override string Attributes => string.Join(' ',
    [
        .. IsTimeMajor ? ["time major"] : Array.Empty<string>(),
        .. CellClip > 0 ? [string.Create(CultureInfo.InvariantCulture, $"cell clip {CellClip:G9}")] : Array.Empty<string>(),
    ]);
}
