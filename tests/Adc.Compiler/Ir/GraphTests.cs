using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Ir;

public sealed class GraphTests
{
    private static readonly TensorType Q = GraphDraft.Int8(0.5f, 3, 2);

    [Fact]
    public void Two_graphs_built_alike_are_equal_and_hash_alike()
    {
        Assert.Equal(Chain(3), Chain(3));
        Assert.Equal(Chain(3).GetHashCode(), Chain(3).GetHashCode());
    }

    [Fact]
    public void A_difference_anywhere_makes_graphs_unequal()
    {
        Graph graph = WithConstant(7);
        Tensor constant = graph.Tensors[1];
        Graph[] others =
        [
            graph with { Name = "other" },
            graph with { Outputs = [new TensorId(0)] },
            graph with { Inputs = [] },
            graph.With(constant with { Name = "other" }),
            graph.With(constant with { Data = ConstantData.Of<sbyte>([7, 8]) }),
            graph.With(constant with { Type = Q with { Quantization = Quantization.PerTensor(0.5f, 4) } }),
            graph.With(constant with { Type = Q with { Shape = Shape.Of(2, 1) } }),
            graph.Replace(graph.Nodes[0], graph.Nodes[0] with { Operator = new FullyConnected(Activation.Relu6) }),
            graph.Replace(graph.Nodes[0], graph.Nodes[0] with { Inputs = [new TensorId(0), new TensorId(1), TensorId.None] }),
            graph.Replace(graph.Nodes[0], graph.Nodes[0] with { Origin = Origin.None }),
        ];

        Assert.Equal(WithConstant(7), graph);
        Assert.All(others, other => Assert.NotEqual(graph, other));
    }

    [Fact]
    public void Replacing_a_tensor_leaves_the_former_graph_as_it_was()
    {
        Graph graph = Chain(2);
        Graph renamed = graph.With(graph.Tensors[1] with { Name = "renamed" });

        Assert.Equal("t1", graph.Tensors[1].Name);
        Assert.Equal("renamed", renamed.Tensors[1].Name);
        Assert.Equal(graph.Tensors.Count, renamed.Tensors.Count);
    }

    [Fact]
    public void The_next_id_adds_a_tensor_and_a_later_one_is_refused()
    {
        Graph graph = Chain(1);
        Graph larger = graph.With(new Tensor(graph.NextId(), "new", Q));

        Assert.Equal(graph.Tensors.Count + 1, larger.Tensors.Count);
        Assert.Equal("new", larger[graph.NextId()].Name);
        Assert.Throws<ArgumentException>(() => graph.With(new Tensor(new TensorId(graph.Tensors.Count + 1), "gap", Q)));
    }

    [Fact]
    public void A_node_is_replaced_by_any_number_of_nodes_in_its_place()
    {
        Graph graph = Chain(3);
        Node middle = graph.Nodes[1];
        Node first = middle with { Operator = new Tanh() }, second = middle with { Operator = new Logistic() };

        Assert.Equal([graph.Nodes[0], graph.Nodes[2]], graph.Replace(middle).Nodes);
        Assert.Equal([graph.Nodes[0], first, second, graph.Nodes[2]], graph.Replace(middle, first, second).Nodes);
    }

    [Fact]
    public void Replace_finds_the_node_itself_and_not_an_equal_one()
    {
        Graph graph = Chain(1);

        Assert.Equal(graph, graph.Replace(graph.Nodes[0] with { }, []));
    }

    [Fact]
    public void Readers_come_in_execution_order_and_once_each()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Q);
        TensorId first = draft.Add(new Tanh(), "first", Q, x);
        TensorId both = draft.Add(new Pack(), "both", GraphDraft.Int8(0.5f, 3, 2, 2), x, x);
        Graph graph = draft.Build(first, both);

        Assert.Equal(graph.Nodes, graph.ReadersOf(x));
        Assert.Empty(graph.ReadersOf(first));
        Assert.Same(graph.Nodes[1], graph.WriterOf(both));
        Assert.Null(graph.WriterOf(x));
    }

    [Fact]
    public void A_bypassed_node_in_the_middle_joins_its_readers_to_its_input() =>
        Assert.Equal("0>1 1>3", Wiring(Chain(3).Bypass(node => node.Output == new TensorId(2))));

    [Fact]
    public void A_bypassed_last_node_lets_its_writer_write_the_output() =>
        Assert.Equal("0>1 1>3", Wiring(Chain(3).Bypass(node => node.Output == new TensorId(3))));

    [Fact]
    public void A_bypassed_last_node_takes_the_other_readers_of_its_input_along()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Q);
        TensorId middle = draft.Add(new Tanh(), "middle", Q, x);
        TensorId output = draft.Add(new Reshape(), "output", Q, middle);
        TensorId other = draft.Add(new Logistic(), "other", Q, middle);

        Assert.Equal("0>2 2>3", Wiring(draft.Build(output, other).Bypass(node => node.Operator is Reshape)));
    }

    [Fact]
    public void Several_bypassed_nodes_in_a_row_leave_no_trace() =>
        Assert.Equal("0>4", Wiring(Chain(4).Bypass(node => node.Output.Value > 1)));

    [Fact]
    public void A_node_from_an_input_straight_to_an_output_stays() =>
        Assert.Equal("0>1", Wiring(Chain(1).Bypass(_ => true)));

    [Fact]
    public void Of_a_chain_from_an_input_to_an_output_one_node_stays() =>
        Assert.Equal("0>3", Wiring(Chain(3).Bypass(_ => true)));

    [Fact]
    public void A_node_from_a_constant_straight_to_an_output_stays()
    {
        var draft = new GraphDraft();
        TensorId constant = draft.Constant<sbyte>("constant", Q, 1, 2);
        TensorId output = draft.Add(new Reshape(), "output", Q, constant);

        Assert.Equal("0>1", Wiring(draft.Build(output).Bypass(_ => true)));
    }

    [Fact]
    public void A_node_between_two_outputs_stays()
    {
        Graph graph = Chain(2) with { Outputs = [new TensorId(1), new TensorId(2)] };

        Assert.Equal("0>1 1>2", Wiring(graph.Bypass(node => node.Output == new TensorId(2))));
    }

    /// <summary>t0 is the input, t1 to t[length] follow from each other, the last is the output.</summary>
    private static Graph Chain(int length)
    {
        var draft = new GraphDraft();
        TensorId last = draft.Input("t0", Q);
        for (int i = 1; i <= length; i++)
        {
            last = draft.Add(new Reshape(), $"t{i}", Q, last);
        }

        return draft.Build(last);
    }

    private static Graph WithConstant(sbyte value)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Q);
        TensorId weights = draft.Constant("weights", Q, value, value);
        return draft.Build(draft.Add(new FullyConnected(), "y", Q, x, weights));
    }

    private static string Wiring(Graph graph)
    {
        Assert.Empty(GraphVerifier.Verify(graph));
        return string.Join(' ', graph.Nodes.Select(node => $"{node.Inputs[0].Value}>{node.Output.Value}"));
    }
}
