using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class SvdfReaderTests
{
    private static readonly SvdfOptions Rank2 = new(2, TfLiteActivation.Relu);

    [Fact]
    public void Rank_and_activation_are_kept_and_the_state_moves_on()
    {
        Graph graph = Read(Rank2, [2, 3], [4, 3], [4, 5], [2], [2, 20], [2, 2], out _)!;

        Node node = Assert.Single(graph.Nodes);
        Assert.Equal(new Svdf(2, Activation.Relu), node.Operator);
        State state = Assert.Single(graph.States);
        Assert.Equal(node.Inputs[4], state.Before);
        Assert.Equal(node.Outputs[1], state.After);
        Assert.Equal(graph.TypeOf(state.Before), graph.TypeOf(state.After));
        Assert.All(state.Initial.Bytes.ToArray(), value => Assert.Equal(9, value)); // the zero point
        Assert.Empty(GraphVerifier.Verify(graph));
    }

    [Fact]
    public void The_bias_may_be_left_out() => Assert.NotNull(Read(Rank2, [2, 3], [4, 3], [4, 5], null, [2, 20], [2, 2], out _));

    [Fact]
    public void An_activation_that_is_no_clamp_is_refused() => Assert.Contains(
        "ADC4003: SVDF with fused Tanh is not supported", Refusal(Rank2 with { Activation = TfLiteActivation.Tanh }, [2, 3], [4, 3], [4, 5], [2], [2, 20], [2, 2]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { 6 }, new[] { 4, 3 }, new[] { 4, 5 }, new[] { 2 }, new[] { 2, 20 }, new[] { 2, 2 }, "SVDF needs input [batch,in]")]
    [InlineData(new[] { 2, 3 }, new[] { 4, 4 }, new[] { 4, 5 }, new[] { 2 }, new[] { 2, 20 }, new[] { 2, 2 }, "SVDF of rank 2 cannot apply")]
    [InlineData(new[] { 2, 3 }, new[] { 5, 3 }, new[] { 5, 5 }, new[] { 2 }, new[] { 2, 20 }, new[] { 2, 2 }, "SVDF of rank 2 cannot apply")]
    [InlineData(new[] { 2, 3 }, new[] { 4, 3 }, new[] { 3, 5 }, new[] { 2 }, new[] { 2, 20 }, new[] { 2, 2 }, "SVDF of rank 2 cannot apply")]
    [InlineData(new[] { 2, 3 }, new[] { 4, 3 }, new[] { 4, 5 }, new[] { 3 }, new[] { 2, 20 }, new[] { 2, 2 }, "SVDF with 2 units has a bias of 3 values")]
    [InlineData(new[] { 2, 3 }, new[] { 4, 3 }, new[] { 4, 5 }, new[] { 2 }, new[] { 2, 19 }, new[] { 2, 2 }, "cannot have state [2,19]")]
    [InlineData(new[] { 2, 3 }, new[] { 4, 3 }, new[] { 4, 5 }, new[] { 2 }, new[] { 2, 20 }, new[] { 4 }, "and output [4]")]
    public void Shapes_that_contradict_each_other_are_named(int[] input, int[] feature, int[] time, int[] bias, int[] state, int[] output, string message) =>
        Assert.Contains($"ADC2015: {message}", Refusal(Rank2, input, feature, time, bias, state, output).Replace("SVDF of rank 2 with time weights [4,5] on [2,3] ", "", StringComparison.Ordinal).Replace("cannot have state [2,20] ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void A_state_that_is_no_variable_is_refused() => Assert.Contains(
        "ADC2015: SVDF needs 1 variable tensor of its own for its state",
        Refusal(Rank2, [2, 3], [4, 3], [4, 5], [2], [2, 20], [2, 2], stateIsVariable: false), StringComparison.Ordinal);

    private static string Refusal(SvdfOptions options, int[] input, int[] feature, int[] time, int[]? bias, int[] state, int[] output, bool stateIsVariable = true)
    {
        Assert.Null(Read(options, input, feature, time, bias, state, output, out DiagnosticBag diagnostics, stateIsVariable));
        return Assert.Single(diagnostics.All).ToString();
    }

    private static Graph? Read(
        SvdfOptions options, int[] input, int[] feature, int[] time, int[]? bias, int[] state, int[] output, out DiagnosticBag diagnostics, bool stateIsVariable = true)
    {
        var builder = new TfLiteModelBuilder();
        var scale = new TfLiteQuantization([0.5f], [9]);
        int Tensor(string name, int[] shape, bool isVariable = false) => builder.AddTensor(name, TfLiteTensorType.Int8, shape, scale, isVariable: isVariable);
        int x = Tensor("x", input), f = Tensor("feature", feature), t = Tensor("time", time);
        int b = bias is null ? -1 : builder.AddTensor("bias", TfLiteTensorType.Int32, bias);
        int s = Tensor("state", state, stateIsVariable), y = Tensor("y", output);
        int[] inputs = [.. new[] { x, f, t, b }.Where(tensor => tensor >= 0), .. stateIsVariable ? Array.Empty<int>() : [s]];
        diagnostics = new DiagnosticBag();
        return TfLiteFrontend.Read(
            TfLiteWriter.Write(builder.AddOperator(BuiltinOperator.Svdf, 2, [x, f, t, b, s], [y], options).Build(inputs, [y])), "svdf.tflite", diagnostics);
    }
}
