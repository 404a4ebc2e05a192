using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class FuseActivationsTests
{
    [Fact]
    public void Fuses_a_clamp_into_the_layer_before_it() => Snapshot.Verify(GraphPrinter.Print(After<FuseActivations>(DenseThen(Activation.Relu6))));

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.ReluN1To1)]
    [InlineData(Activation.Relu6)]
    public void Fuses_every_clamp(Activation activation) =>
        Assert.Equal($"FULLY_CONNECTED + {activation.SchemaName()}", Operators(After<FuseActivations>(DenseThen(activation))));

    [Fact]
    public void Fuses_only_the_first_of_two_clamps() => Assert.Equal(
        "FULLY_CONNECTED + RELU, RELU6",
        Operators(After<FuseActivations>(Draft((draft, dense) => draft.Add(new Relu(Activation.Relu6), "second", Row, Clamp(draft, dense))))));

    [Fact]
    public void Leaves_a_clamp_with_another_quantization() => LeftAlone(Draft((draft, dense) =>
        draft.Add(new Relu(Activation.Relu), "clamped", Row with { Quantization = Quantization.PerTensor(0.25f, 3) }, dense)));

    [Fact]
    public void Leaves_a_clamp_behind_a_layer_that_has_one() => LeftAlone(Draft(Clamp, Activation.Relu6));

    [Fact]
    public void Leaves_a_clamp_behind_another_operator() => LeftAlone(Draft((draft, dense) => Clamp(draft, draft.Add(new Tanh(), "tanh", Row, dense))));

    [Fact]
    public void Leaves_a_clamp_when_the_layer_has_two_readers() => LeftAlone(Draft((draft, dense) =>
    {
        Clamp(draft, dense);
        return draft.Add(new Tanh(), "second reader", Row, dense);
    }));

    [Fact]
    public void Leaves_a_clamp_when_the_layer_is_an_output_of_the_model()
    {
        Graph graph = DenseThen(Activation.Relu);
        LeftAlone(graph with { Outputs = [.. graph.Outputs.Items, graph.Nodes[0].Output] });
    }

    [Fact]
    public void Leaves_a_clamp_when_the_layer_becomes_a_state()
    {
        Graph graph = DenseThen(Activation.Relu);
        TensorId before = graph.NextId(), between = graph.Nodes[0].Output;
        TensorType type = graph.TypeOf(between);
        LeftAlone(graph.With(new Tensor(before, "before", type)) with { States = [new State(before, between, new ConstantData(new byte[type.SizeInBytes]))] });
    }

    private static void LeftAlone(Graph graph) => Assert.Equal(graph, After<FuseActivations>(graph));

    private static Graph DenseThen(Activation activation) => Draft((draft, dense) => Clamp(draft, dense, activation));

    private static Graph Draft(Func<GraphDraft, TensorId, TensorId> behind, Activation activation = Activation.None)
    {
        var draft = new GraphDraft();
        return draft.Build(behind(draft, Dense(draft, draft.Input("x", Row), Row, activation)));
    }

    private static TensorId Clamp(GraphDraft draft, TensorId from) => Clamp(draft, from, Activation.Relu);

    private static TensorId Clamp(GraphDraft draft, TensorId from, Activation activation) => draft.Add(new Relu(activation), "clamped", Row, from);
}
