using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class DropDeadNodesTests
{
    [Fact]
    public void Nodes_whose_results_nobody_reads_go_and_those_that_fed_them_too()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId y = draft.Add(new Tanh(), "y", Row, x);
        draft.Add(new Logistic(), "dead", Row, draft.Add(new Relu(Activation.Relu), "feeds the dead", Row, y));

        Assert.Equal("TANH", Operators(After<DropDeadNodes>(draft.Build(y))));
    }

    [Fact]
    public void Nodes_that_an_output_needs_stay_in_their_order()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId first = draft.Add(new Tanh(), "first", Row, x);
        TensorId second = draft.Add(new Logistic(), "second", Row, first);
        Graph graph = draft.Build(first, second);

        Assert.Equal(graph, After<DropDeadNodes>(graph));
    }

    [Fact]
    public void Nodes_stay_that_make_the_state_that_an_output_reads()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row), first = draft.State("first", Row), second = draft.State("second", Row);
        draft.Become(first, draft.Add(new Tanh(), "next first", Row, second));
        draft.Become(second, draft.Add(new Logistic(), "next second", Row, x));
        Graph graph = draft.Build(draft.Add(new Relu(Activation.Relu), "y", Row, first));

        Assert.Equal(graph, After<DropDeadNodes>(graph));
    }

    [Fact]
    public void States_that_no_output_depends_on_go_with_what_makes_them()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row), circle = draft.State("circle", Row);
        draft.Become(circle, draft.Add(new Tanh(), "next", Row, circle));
        Graph graph = After<DropDeadNodes>(draft.Build(draft.Add(new Logistic(), "y", Row, x)));

        Assert.Equal("LOGISTIC", Operators(graph));
        Assert.Empty(graph.States);
    }

    [Fact]
    public void Inputs_stay_even_when_nobody_reads_them()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row), unused = draft.Input("unused", Row);

        Assert.Equal([x, unused], After<DropDeadNodes>(draft.Build(draft.Add(new Tanh(), "y", Row, x))).Inputs);
    }
}
