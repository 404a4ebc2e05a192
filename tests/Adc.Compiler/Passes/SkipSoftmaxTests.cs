using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Passes;

public sealed class SkipSoftmaxTests
{
    [Fact]
    public void The_output_is_what_stands_before_the_softmax() => Assert.Equal(["logits"], Outputs(Classifier(), skips: true));

    [Fact]
    public void Nothing_changes_unless_that_is_asked_for() => Assert.Equal(["probabilities"], Outputs(Classifier(), skips: false));

    [Fact]
    public void A_softmax_that_is_the_whole_model_stays()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 4));
        Assert.Equal(["y"], Outputs(draft.Build(draft.Add(new Softmax(), "y", GraphDraft.Int8(1f / 256, -128, 1, 4), x)), skips: true));
    }

    [Fact]
    public void A_softmax_in_the_middle_stays()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 4));
        TensorId soft = draft.Add(new Softmax(), "soft", GraphDraft.Int8(1f / 256, -128, 1, 4), draft.Add(new Tanh(), "t", GraphDraft.Int8(1f / 128, 0, 1, 4), x));
        Assert.Equal(["y"], Outputs(draft.Build(draft.Add(new Tanh(), "y", GraphDraft.Int8(1f / 128, 0, 1, 4), soft)), skips: true));
    }

    private static Graph Classifier()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 4));
        TensorId logits = draft.Add(new Tanh(), "logits", GraphDraft.Int8(1f / 128, 0, 1, 4), x);
        return draft.Build(draft.Add(new Softmax(), "probabilities", GraphDraft.Int8(1f / 256, -128, 1, 4), logits));
    }

    private static IEnumerable<string> Outputs(Graph graph, bool skips)
    {
        var context = new PassContext(new ReferenceEvaluator(Rounding.Tflm), new DiagnosticBag(), SkipsSoftmax: skips);
        Graph passed = PassPipeline.Run(graph, context)!;
        return passed.Outputs.Select(id => passed[id].Name);
    }
}
