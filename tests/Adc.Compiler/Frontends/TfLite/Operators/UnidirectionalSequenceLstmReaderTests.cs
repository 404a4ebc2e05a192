using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class UnidirectionalSequenceLstmReaderTests
{
    private static readonly UnidirectionalSequenceLstmOptions Tanh = new(TfLiteActivation.Tanh);

    [Theory]
    [InlineData(20)]
    [InlineData(24)]
    public void Attributes_are_kept_places_of_other_forms_are_dropped_and_both_states_move_on(int inputs)
    {
        Graph graph = Read(Tanh with { CellClip = 2, IsTimeMajor = true }, out _, inputs: inputs, time: 5, batch: 2)!;

        Node node = Assert.Single(graph.Nodes);
        Assert.Equal(new UnidirectionalSequenceLstm(IsTimeMajor: true, CellClip: 2), node.Operator);
        Assert.Equal(15, node.Inputs.Count);
        Assert.Equal([node.Inputs[13], node.Inputs[14]], graph.States.Select(state => state.Before));
        Assert.Equal([node.Outputs[1], node.Outputs[2]], graph.States.Select(state => state.After));
        Assert.Empty(GraphVerifier.Verify(graph));
    }

    [Fact]
    public void Other_forms_are_refused()
    {
        Refused("ADC4003: UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with tanh in its cell gate", Tanh with { Activation = TfLiteActivation.Relu });
        Refused("ADC4003: UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with tanh in its cell gate", Tanh with { HasDiagonalRecurrence = true });
        Refused("ADC4003: UNIDIRECTIONAL_SEQUENCE_LSTM has cell clip -1", Tanh with { CellClip = -1 });
        Refused("ADC4003: UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with all four gates", Tanh, leftOut: 1);
        Refused("ADC4003: UNIDIRECTIONAL_SEQUENCE_LSTM is only supported with all four gates", Tanh, leftOut: 19);
        Refused("ADC2015: UNIDIRECTIONAL_SEQUENCE_LSTM has 21 inputs", Tanh, inputs: 21);
    }

    [Fact]
    public void Shapes_that_contradict_each_other_are_named()
    {
        Refused("has weights [4,3], expected [4,4]", Tanh, recurrent: 3);
        Refused("needs biases [4] and states of 1 * 4 values", Tanh, bias: 5);
        Refused("needs biases [4] and states of 1 * 4 values", Tanh, state: 3);
    }

    private static void Refused(
        string message, UnidirectionalSequenceLstmOptions options, int inputs = 24, int leftOut = -1, int recurrent = 4, int bias = 4, int state = 4)
    {
        Assert.Null(Read(options, out DiagnosticBag diagnostics, inputs, leftOut, recurrent, bias, state));
        Assert.Contains(message, Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    private static Graph? Read(
        UnidirectionalSequenceLstmOptions options, out DiagnosticBag diagnostics, int inputs = 24, int leftOut = -1, int recurrent = 4, int bias = 4, int state = 4,
        int batch = 1, int time = 2)
    {
        const int In = 3, Units = 4;
        var builder = new TfLiteModelBuilder();
        int Tensor(string name, TfLiteTensorType type, int[] shape, bool isVariable = false) =>
            builder.AddTensor(name, type, shape, new TfLiteQuantization([0.5f], [0]), isVariable: isVariable);
        int[] rows = options.IsTimeMajor ? [time, batch] : [batch, time];
        int[] tensors = new int[inputs];
        for (int index = 0; index < inputs; index++)
        {
            tensors[index] = index == leftOut ? -1 : index switch
            {
                0 => Tensor("x", TfLiteTensorType.Int8, [.. rows, In]),
                <= 4 => Tensor($"w{index}", TfLiteTensorType.Int8, [Units, In]),
                <= 8 => Tensor($"r{index}", TfLiteTensorType.Int8, [Units, recurrent]),
                >= 12 and <= 15 => Tensor($"b{index}", TfLiteTensorType.Int32, [bias]),
                18 => Tensor("hidden", TfLiteTensorType.Int8, [batch, state], isVariable: true),
                19 => Tensor("cell", TfLiteTensorType.Int16, [batch, state], isVariable: true),
                _ => -1,
            };
        }

        int y = Tensor("y", TfLiteTensorType.Int8, [.. rows, Units]);
        int[] fed = [.. tensors.Where((tensor, index) => tensor >= 0 && index is not (18 or 19))];
        diagnostics = new DiagnosticBag();
        return TfLiteFrontend.Read(
            TfLiteWriter.Write(builder.AddOperator(BuiltinOperator.UnidirectionalSequenceLstm, 1, tensors, [y], options).Build(fed, [y])), "lstm.tflite", diagnostics);
    }
}
