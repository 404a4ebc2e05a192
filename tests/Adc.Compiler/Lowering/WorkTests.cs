using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering;

public sealed class WorkTests
{
    [Theory]
    [InlineData(1, 6, 4, false, Activation.None, 24, 48)]
    [InlineData(3, 6, 4, false, Activation.None, 72, 144)]
    [InlineData(1, 6, 4, true, Activation.None, 24, 52)]
    [InlineData(1, 6, 4, true, Activation.Relu, 24, 60)]
    public void A_dense_layer_multiplies_every_input_by_every_row(
        int batches, int columns, int rows, bool hasBias, Activation activation, long multiplyAdds, long operations)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(1, 0, batches, columns));
        TensorId weights = draft.Constant("w", GraphDraft.Int8(1, 0, rows, columns), new sbyte[rows * columns]);
        TensorId bias = hasBias ? draft.Constant("b", GraphDraft.Int32(rows), new int[rows]) : TensorId.None;
        Graph graph = draft.Build(draft.Add(new FullyConnected(activation), "y", GraphDraft.Int8(1, 0, batches, rows), x, weights, bias));

        Assert.Equal(multiplyAdds, Work.MultiplyAdds(graph.Nodes[0], graph));
        Assert.Equal(operations, Work.Operations(graph.Nodes[0], graph));
    }

    [Fact]
    public void A_convolution_multiplies_its_kernel_once_for_every_output()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(1, 0, 1, 5, 5, 3)), weights = draft.Constant("w", GraphDraft.Int8(1, 0, 4, 3, 2, 3), new sbyte[72]);
        TensorId bias = draft.Constant("b", GraphDraft.Int32(4), new int[4]);
        Graph graph = draft.Build(draft.Add(new Conv2D(new Window(Padding.Same), Activation.Relu), "y", GraphDraft.Int8(1, 0, 1, 5, 5, 4), x, weights, bias));

        Assert.Equal(5 * 5 * 4 * 18, Work.MultiplyAdds(graph.Nodes[0], graph));
        Assert.Equal((2 * 1800) + 100 + 200, Work.Operations(graph.Nodes[0], graph));
    }

    [Fact]
    public void A_transposed_convolution_multiplies_its_kernel_once_for_every_input()
    {
        var draft = new GraphDraft();
        TensorId shape = draft.Constant("s", GraphDraft.Int32(4), 1, 10, 10, 4), weights = draft.Constant("w", GraphDraft.Int8(1, 0, 4, 3, 2, 3), new sbyte[72]);
        TensorId x = draft.Input("x", GraphDraft.Int8(1, 0, 1, 5, 5, 3));
        Graph graph = draft.Build(draft.Add(new TransposeConv(new Window(Padding.Same, 2, 2)), "y", GraphDraft.Int8(1, 0, 1, 10, 10, 4), shape, weights, x));

        Assert.Equal(5 * 5 * 72, Work.MultiplyAdds(graph.Nodes[0], graph));
        Assert.Equal(2 * 1800, Work.Operations(graph.Nodes[0], graph));
    }

    [Theory]
    [InlineData("quantize", 20)]
    [InlineData("dequantize", 10)]
    [InlineData("softmax", 25)]
    [InlineData("relu", 10)]
    [InlineData("tanh", 20)]
    [InlineData("logistic", 20)]
    [InlineData("leaky relu", 10)]
    [InlineData("hard swish", 20)]
    [InlineData("log-softmax", 25)]
    [InlineData("reshape", 0)]
    [InlineData("not", 5)]
    public void Other_operators_count_per_element(string name, long operations)
    {
        Operator @operator = name switch
        {
            "quantize" => new Quantize(),
            "dequantize" => new Dequantize(),
            "softmax" => new Softmax(),
            "relu" => new Relu(Activation.Relu),
            "tanh" => new Tanh(),
            "logistic" => new Logistic(),
            "not" => new LogicalNot(),
            "leaky relu" => new LeakyRelu(0.5f),
            "hard swish" => new HardSwish(),
            "log-softmax" => new LogSoftmax(),
            _ => new Reshape(),
        };
        var draft = new GraphDraft();
        Graph graph = draft.Build(draft.Add(@operator, "y", GraphDraft.Int8(1, 0, 5), draft.Input("x", GraphDraft.Int8(1, 0, 5))));

        Assert.Equal(operations, Work.Operations(graph.Nodes[0], graph));
        Assert.Equal(0, Work.MultiplyAdds(graph.Nodes[0], graph));
    }

    [Theory]
    [InlineData("add", 5)]
    [InlineData("sub + RELU", 15)]
    [InlineData("mul", 5)]
    [InlineData("maximum", 5)]
    [InlineData("less", 5)]
    [InlineData("prelu", 10)]
    [InlineData("squared difference", 10)]
    public void Operators_on_two_operands_count_per_element_of_the_output(string name, long operations)
    {
        Operator @operator = name switch
        {
            "add" => new Add(),
            "sub + RELU" => new Sub(Activation.Relu),
            "mul" => new Mul(),
            "maximum" => new Extremum(IsGreatest: true),
            "less" => new Comparison(Relation.Less),
            "prelu" => new Prelu(),
            _ => new SquaredDifference(),
        };
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(1, 0, 5)), scalar = draft.Input("scalar", GraphDraft.Int8(1, 0, 1));
        Graph graph = draft.Build(draft.Add(@operator, "y", GraphDraft.Int8(1, 0, 5), x, scalar));

        Assert.Equal(operations, Work.Operations(graph.Nodes[0], graph));
        Assert.Equal(0, Work.MultiplyAdds(graph.Nodes[0], graph));
    }
}
