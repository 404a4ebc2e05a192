using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class ResolveReshapesTests
{
    [Fact]
    public void A_constant_shape_is_dropped() => Assert.Single(Reshaped(constant: true).Nodes[0].Inputs);

    [Fact]
    public void A_shape_left_out_is_dropped()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        Graph graph = draft.Build(draft.Add(new Reshape(), "y", Row, x, TensorId.None));

        Assert.Equal([x], After<ResolveReshapes>(graph).Nodes[0].Inputs);
    }

    [Fact]
    public void A_computed_shape_stays() => Assert.Equal(2, Reshaped(constant: false).Nodes[0].Inputs.Count);

    private static Graph Reshaped(bool constant)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId shape = constant ? draft.Constant("shape", GraphDraft.Int32(1), 4) : draft.Input("shape", GraphDraft.Int32(1));
        return After<ResolveReshapes>(draft.Build(draft.Add(new Reshape(), "y", Row with { Shape = Shape.Of(4) }, x, shape)));
    }
}
