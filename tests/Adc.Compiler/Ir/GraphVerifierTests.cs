using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Ir;

public sealed class GraphVerifierTests
{
    private static readonly TensorType Q = GraphDraft.Int8(0.5f, 3, 2);

    /// <summary>Each invariant broken once, and what must be said about it.</summary>
    private static readonly Dictionary<string, (Func<Graph, Graph> Break, string Violation)> Breakages = new()
    {
        ["wrong id"] = (
            graph => graph with { Tensors = [.. graph.Tensors.Items.SetItem(2, graph.Tensors[2] with { Id = new TensorId(9) })] },
            "tensor 2 carries the id %9"),
        ["unknown graph input"] = (graph => graph with { Inputs = [new TensorId(4)] }, "inputs or outputs name %4"),
        ["unknown graph output"] = (graph => graph with { Outputs = [TensorId.None] }, "inputs or outputs name -"),
        ["unknown operand"] = (graph => Node(graph, node => node with { Inputs = [node.Inputs[0], new TensorId(4)] }), "reads %4, which does not exist"),
        ["unknown result"] = (graph => Node(graph, node => node with { Outputs = [new TensorId(4)] }), "writes %4, which does not exist"),
        ["missing result"] = (graph => Node(graph, node => node with { Outputs = [TensorId.None] }), "writes -, which does not exist"),
        ["too few operands"] = (graph => Node(graph, node => node with { Inputs = [node.Inputs[0]] }), "has 1 inputs and 1 outputs"),
        ["too many operands"] = (
            graph => Node(graph, node => node with { Inputs = [.. node.Inputs.Items, .. node.Inputs.Items] }), "has 4 inputs and 1 outputs"),
        ["too many results"] = (
            graph => Node(graph, node => node with { Outputs = [node.Output, new TensorId(3)] }), "has 2 inputs and 2 outputs"),
        ["required operand left out"] = (
            graph => Node(graph, node => node with { Inputs = [node.Inputs[0], TensorId.None] }), "lacks its input 1"),
        ["read before it is written"] = (
            graph => graph with { Nodes = [graph.Nodes[1], graph.Nodes[0]] }, "reads %2 'middle' before it is computed"),
        ["read of its own result"] = (
            graph => Node(graph, node => node with { Inputs = [node.Output, node.Inputs[1]] }), "reads %2 'middle' before it is computed"),
        ["second writer"] = (
            graph => graph with { Nodes = [.. graph.Nodes.Items, graph.Nodes[1]] }, "writes %3 'y', which has another source"),
        ["writes a constant"] = (
            graph => Node(graph, node => node with { Outputs = [node.Inputs[1]] }), "writes %1 'weights', which has another source"),
        ["writes a graph input"] = (
            graph => Node(graph, node => node with { Outputs = [node.Inputs[0]] }), "writes %0 'x', which has another source"),
        ["output without a source"] = (graph => graph with { Nodes = [graph.Nodes[0]] }, "output %3 'y' is computed by nobody"),
        ["unknown state"] = (graph => State(graph, new TensorId(9), graph.Outputs[0]), "states name %9"),
        ["state that is an input"] = (graph => State(graph, graph.Inputs[0], graph.Outputs[0]), "state %0 'x' has another source"),
        ["state that is a constant"] = (graph => State(graph, new TensorId(1), graph.Outputs[0]), "state %1 'weights' has another source"),
        ["state that a node writes"] = (graph => State(graph, graph.Outputs[0], graph.Outputs[0]), "writes %3 'y', which has another source"),
        ["state of two names"] = (
            graph => State(graph, new TensorId(4), graph.Outputs[0]) is var one ? one with { States = [one.States[0], one.States[0]] } : one,
            "state %4 'before' has another source"),
        ["state that nobody makes"] = (
            graph => State(graph, new TensorId(4), graph.Outputs[0]) with { Nodes = [], Outputs = [] }, "becomes %3, which is computed by nobody"),
        ["state of another shape"] = (graph => State(graph, new TensorId(4), new TensorId(1)), "but becomes int8 [2,2]"),
        ["state that starts with too little"] = (graph => State(graph, new TensorId(4), graph.Outputs[0], 1), "starts with 1 bytes, its type needs 2"),
        ["constant of the wrong size"] = (
            graph => graph.With(graph.Tensors[1] with { Data = ConstantData.Of<sbyte>([1, 2, 3]) }), "constant %1 'weights' has 3 bytes, its type needs 4"),
        ["input that is a constant"] = (graph => graph with { Inputs = [new TensorId(0), new TensorId(1)] }, "input %1 'weights' is a constant"),
    };

    public static TheoryData<string> Names => [.. Breakages.Keys];

    [Fact]
    public void A_sound_graph_has_no_violation() => Assert.Empty(GraphVerifier.Verify(Sound()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_invariant_is_named(string name)
    {
        IReadOnlyList<string> violations = GraphVerifier.Verify(Breakages[name].Break(Sound()));

        Assert.Contains(violations, violation => violation.Contains(Breakages[name].Violation, StringComparison.Ordinal));
    }

    [Fact]
    public void Tensors_that_nobody_refers_to_are_no_violation() =>
        Assert.Empty(GraphVerifier.Verify(Sound() with { Nodes = [], Outputs = [] }));

    [Fact]
    public void A_constant_may_be_an_output() =>
        Assert.Empty(GraphVerifier.Verify(Sound() with { Nodes = [], Outputs = [new TensorId(1)] }));

    [Fact]
    public void An_optional_operand_may_be_left_out() =>
        Assert.Empty(GraphVerifier.Verify(Node(Sound(), node => node with { Inputs = [.. node.Inputs.Items, TensorId.None] })));

    [Fact]
    public void A_state_may_become_what_a_node_computes_or_stay_as_it_is()
    {
        Assert.Empty(GraphVerifier.Verify(State(Sound(), new TensorId(4), new TensorId(3))));
        Assert.Empty(GraphVerifier.Verify(State(Sound(), new TensorId(4), new TensorId(4))));
    }

    private static Graph Sound()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Q);
        TensorId weights = draft.Constant<sbyte>("weights", GraphDraft.Int8(1, 0, 2, 2), 1, 2, 3, 4);
        TensorId middle = draft.Add(new FullyConnected(), "middle", Q, x, weights);
        return draft.Build(draft.Add(new Tanh(), "y", Q, middle));
    }

    /// <summary>The graph with a tensor %4 'before' and a state.</summary>
    private static Graph State(Graph graph, TensorId before, TensorId after, int bytes = 2) =>
        graph.With(new Tensor(new TensorId(4), "before", Q)) with { States = [new State(before, after, new ConstantData(new byte[bytes]))] };

    private static Graph Node(Graph graph, Func<Node, Node> change) => graph.Replace(graph.Nodes[0], change(graph.Nodes[0]));
}
