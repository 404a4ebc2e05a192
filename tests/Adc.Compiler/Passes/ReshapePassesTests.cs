using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

/// <summary>MergeReshapes and ElideNopReshapes.</summary>
public sealed class ReshapePassesTests
{
    private static readonly TensorType Flat = Row with { Shape = Shape.Of(4) };

    [Fact]
    public void A_reshape_of_a_reshape_reads_the_first_ones_input()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId first = draft.Add(new Reshape(), "first", Flat, x);
        TensorId second = draft.Add(new Reshape(), "second", Row with { Shape = Shape.Of(2, 2) }, first);
        TensorId third = draft.Add(new Reshape(), "third", Row, second);

        Graph merged = After<MergeReshapes>(draft.Build(third));

        Assert.All(merged.Nodes, node => Assert.Equal([x], node.Inputs));
    }

    [Fact]
    public void A_reshape_behind_another_operator_is_not_merged()
    {
        (GraphDraft draft, TensorId x) = Start();
        Graph graph = draft.Build(draft.Add(new Reshape(), "y", Flat, draft.Add(new Tanh(), "tanh", Row, x)));

        Assert.Equal(graph, After<MergeReshapes>(graph));
    }

    [Fact]
    public void A_reshape_whose_shape_is_not_known_is_not_merged()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId shape = draft.Input("shape", GraphDraft.Int32(1));
        TensorId first = draft.Add(new Reshape(), "first", Flat, x);
        Graph graph = draft.Build(draft.Add(new Reshape(), "second", Row, first, shape));

        Assert.Equal(graph, After<MergeReshapes>(graph));
    }

    [Fact]
    public void A_reshape_to_the_same_type_goes()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId same = draft.Add(new Reshape(), "same", Row, x);

        Graph graph = After<ElideNopReshapes>(draft.Build(draft.Add(new Tanh(), "tanh", Row, same)));

        Assert.Equal("TANH", Operators(graph));
        Assert.Equal([x], graph.Nodes[0].Inputs);
    }

    [Fact]
    public void A_reshape_that_changes_the_shape_or_the_quantization_stays()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId flat = draft.Add(new Reshape(), "flat", Flat, x);
        TensorId renamed = draft.Add(new Reshape(), "renamed", Flat with { Quantization = Quantization.PerTensor(0.5f, 4) }, flat);
        Graph graph = draft.Build(draft.Add(new Tanh(), "tanh", Flat, renamed));

        Assert.Equal(graph, After<ElideNopReshapes>(graph));
    }

    [Fact]
    public void A_reshape_to_the_same_type_by_a_shape_that_is_not_known_stays()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId shape = draft.Input("shape", GraphDraft.Int32(2));
        TensorId same = draft.Add(new Reshape(), "same", Row, x, shape);
        Graph graph = draft.Build(draft.Add(new Tanh(), "tanh", Row, same));

        Assert.Equal(graph, After<ElideNopReshapes>(graph));
    }

    [Fact]
    public void There_and_back_again_leaves_nothing()
    {
        (GraphDraft draft, TensorId x) = Start();
        TensorId tanh = draft.Add(new Tanh(), "tanh", Row, x);
        TensorId back = draft.Add(new Reshape(), "back", Row, draft.Add(new Reshape(), "there", Flat, tanh));

        Assert.Equal("TANH, LOGISTIC", Operators(AfterAll(draft.Build(draft.Add(new Logistic(), "y", Row, back)))));
    }

    private static (GraphDraft Draft, TensorId X) Start()
    {
        var draft = new GraphDraft();
        return (draft, draft.Input("x", Row));
    }
}
