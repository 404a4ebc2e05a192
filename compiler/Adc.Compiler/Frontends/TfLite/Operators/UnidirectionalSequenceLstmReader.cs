using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class UnidirectionalSequenceLstmReader
{
    private const int WithoutNormalization = 20, WithNormalization = 24, HiddenState = 18, CellState = 19;

    private static readonly int[] Weights = [1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly int[] Biases = [12, 13, 14, 15];

    public static Operator? Read(OperatorSource source)
    {
        UnidirectionalSequenceLstmOptions options = source.Options(new UnidirectionalSequenceLstmOptions(TfLiteActivation.None));
        if (source.Inputs.Count is not (WithoutNormalization or WithNormalization) || source.Outputs.Count != 1)
        {
            return source.Contradiction(
                $"UNIDIRECTIONAL_SEQUENCE_LSTM has {source.Inputs.Count} inputs and {source.Outputs.Count} outputs; expected {WithoutNormalization} or {WithNormalization}, and 1");
        }

        int[] needed = [0, .. Weights, .. Biases, HiddenState, CellState];
        if (Enumerable.Range(0, source.Inputs.Count).Any(index => source.Inputs[index] is not null != needed.Contains(index)))
        {
            return source.Refuse(
                "UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with all four gates and their biases, and without peepholes, projection and layer normalization");
        }

        if (options.Activation != TfLiteActivation.Tanh || options.HasDiagonalRecurrence)
        {
            return source.Refuse("UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with tanh in its cell gate and full recurrent weights");
        }

        if (!float.IsFinite(options.CellClip) || options.CellClip < 0)
        {
            return source.Refuse($"UNIDIRECTIONAL_SEQUENCE_LSTM has cell clip {options.CellClip}; it must be zero or positive and finite");
        }

        return ShapesFit(source, options.IsTimeMajor) ? new UnidirectionalSequenceLstm(options.IsTimeMajor, options.CellClip) : null;
    }

    private static bool ShapesFit(OperatorSource source, bool isTimeMajor)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (input.Rank != 3 || output.Rank != 3 || output != input.WithLast(output[2]))
        {
            source.Contradiction($"UNIDIRECTIONAL_SEQUENCE_LSTM cannot turn {input} into {output}");
            return false;
        }

        int batch = input[isTimeMajor ? 1 : 0], units = output[2];
        foreach (int index in Weights)
        {
            Shape expected = Shape.Of(units, index <= Weights.Length / 2 ? input[2] : units), found = source.Inputs[index]!.Shape;
            if (found != expected)
            {
                source.Contradiction($"UNIDIRECTIONAL_SEQUENCE_LSTM from {input} to {output} has weights {found}, expected {expected}");
                return false;
            }
        }

        bool fits = Biases.All(index => source.Inputs[index]!.Shape == Shape.Of(units))
            && source.Inputs[HiddenState]!.Shape.ElementCount == (long)batch * units && source.Inputs[CellState]!.Shape.ElementCount == (long)batch * units;
        if (!fits)
        {
            source.Contradiction($"UNIDIRECTIONAL_SEQUENCE_LSTM with {units} units needs biases [{units}] and states of {batch} * {units} values");
        }

        return fits;
    }
}
