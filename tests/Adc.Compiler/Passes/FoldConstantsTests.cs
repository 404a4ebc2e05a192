using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class FoldConstantsTests
{
    [Fact]
    public void A_node_on_constants_becomes_a_constant()
    {
        var draft = new GraphDraft();
        TensorId real = draft.Constant("real", GraphDraft.Float32(1, 4), -1f, 0f, 0.5f, 1000f);
        TensorId quantized = draft.Add(new Quantize(), "quantized", Row, real);

        Graph folded = After<FoldConstants>(draft.Build(quantized));

        Assert.Empty(folded.Nodes);
        Assert.Equal(ConstantData.Of<sbyte>([1, 3, 4, 127]), folded[quantized].Data);
        Assert.Equal(Row, folded[quantized].Type);
    }

    [Fact]
    public void Constants_are_followed_through_several_nodes()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Constant<sbyte>("x", Row, 1, 2, 3, 4);
        TensorId flat = draft.Add(new Reshape(), "flat", Row with { Shape = Shape.Of(4) }, x);
        TensorId stacked = draft.Add(new Pack(Axis: 1), "stacked", Row with { Shape = Shape.Of(4, 2) }, flat, flat);

        Graph folded = After<FoldConstants>(draft.Build(stacked));

        Assert.Empty(folded.Nodes);
        Assert.Equal(ConstantData.Of<sbyte>([1, 1, 2, 2, 3, 3, 4, 4]), folded[stacked].Data);
    }

    [Fact]
    public void The_shape_of_a_computed_tensor_is_known()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId tanh = draft.Add(new Tanh(), "tanh", Row, x);
        TensorId shape = draft.Add(new ShapeOf(), "shape", GraphDraft.Int32(2), tanh);

        Graph folded = After<FoldConstants>(draft.Build(tanh, shape));

        Assert.Equal("TANH", Operators(folded));
        Assert.Equal(ConstantData.Of<int>([1, 4]), folded[shape].Data);
    }

    [Fact]
    public void A_node_with_one_computed_input_stays()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId constant = draft.Constant<sbyte>("constant", Row, 1, 2, 3, 4);
        Graph graph = draft.Build(draft.Add(new Pack(), "packed", Row with { Shape = Shape.Of(2, 1, 4) }, constant, x));

        Assert.Equal(graph, After<FoldConstants>(graph));
    }

    [Fact]
    public void A_node_that_the_reference_does_not_know_stays()
    {
        var draft = new GraphDraft();
        TensorId constant = draft.Constant<short>("constant", new(ElementType.Int16, Shape.Of(2)), 1, 2);
        Graph graph = draft.Build(draft.Add(new Tanh(), "tanh", new(ElementType.Int16, Shape.Of(2)), constant));

        Assert.Equal(graph, After<FoldConstants>(graph));
    }

    [Fact]
    public void Scales_whose_quotient_is_no_float_fold_all_the_same()
    {
        var draft = new GraphDraft();
        TensorId huge = draft.Constant<sbyte>("huge", GraphDraft.Int8(float.MaxValue, 0, 4), -128, -1, 0, 127);
        TensorId clamped = draft.Add(new Relu(Activation.Relu), "clamped", GraphDraft.Int8(float.Epsilon, 0, 4), huge);

        Assert.True(After<FoldConstants>(draft.Build(clamped))[clamped].IsConstant);
    }
}
