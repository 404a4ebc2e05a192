using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Simulator.Reference;
using Adc.Tests.Support;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class PassPipelineTests
{
    [Theory]
    [Seeds(25)]
    public void No_pass_changes_what_a_random_model_computes(int seed)
    {
        for (int number = 0; number < 8; number++)
        {
            Graph graph = RandomGraph.Of((seed * 1000) + number, largestLayer: 12);
            Rounding rounding = (Rounding)(number % 3);
            Assert.Empty(GraphVerifier.Verify(graph));
            Sequence<Sequence<ConstantData>> rows = SeededRows.For(graph, 4, seed).Rows;
            IReadOnlyList<ConstantData> before = Outputs(graph, rows, rounding);

            foreach (IPass pass in PassPipeline.All)
            {
                graph = pass.Run(graph, Context(new DiagnosticBag(), rounding));
                Assert.Empty(GraphVerifier.Verify(graph));
                Assert.True(before.SequenceEqual(Outputs(graph, rows, rounding)), $"{pass.Name} changed model {(seed * 1000) + number}");
            }
        }
    }

    [Fact]
    public void A_shape_that_is_computed_from_the_input_folds_away() => Snapshot.Verify(GraphPrinter.Print(AfterAll(ReshapedAtRunTime())));

    [SharedFact]
    public void The_dynamic_tail_of_the_vendors_autoencoder_folds_away()
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(File.ReadAllBytes(Repository.Model("mltk_ad/anomaly_detection.tflite")), "anomaly_detection.tflite", diagnostics);
        Assert.False(diagnostics.HasErrors);

        Snapshot.Verify(GraphPrinter.Print(AfterAll(graph!)));
    }

    [Fact]
    public void Names_are_verb_and_object_and_occur_once()
    {
        Assert.All(PassPipeline.All, pass => Assert.Matches("^[a-z]+(-[a-z]+)+$", pass.Name));
        Assert.Equal(PassPipeline.All.Count, PassPipeline.All.Select(pass => pass.Name).Distinct().Count());
    }

    [Fact]
    public void The_result_of_each_pass_is_shown_in_order()
    {
        List<string> shown = [];
        PassPipeline.Run(ReshapedAtRunTime(), Context(new DiagnosticBag()), (name, _) => shown.Add(name));

        Assert.Equal(PassPipeline.All.Select(pass => pass.Name), shown);
    }

    [Fact]
    public void A_graph_that_breaks_an_invariant_is_our_bug()
    {
        var diagnostics = new DiagnosticBag();
        Graph broken = ReshapedAtRunTime() with { Outputs = [new TensorId(99)] };

        Assert.Null(PassPipeline.Run(broken, Context(diagnostics)));
        Assert.Equal(
            "error ADC9002: the frontend broke an invariant: the graph's inputs or outputs name %99, which does not exist; "
            + "please report this as a bug of adc",
            Assert.Single(diagnostics.All).ToString());
    }

    private static IReadOnlyList<ConstantData> Outputs(Graph graph, Sequence<Sequence<ConstantData>> rows, Rounding rounding)
    {
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(rounding));
        return [.. rows.SelectMany(row => executor.Run([.. row.Zip(graph.Inputs, (data, id) => new TensorValue(graph.TypeOf(id), data))]))
            .Select(value => value.Data)];
    }

    /// <summary>The tail of a Keras Reshape layer: [1,4] becomes [1,2,2], the 1 taken from the tensor at run time.</summary>
    private static Graph ReshapedAtRunTime()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId dense = Dense(draft, x, Row);
        TensorId zero = draft.Constant("begin", GraphDraft.Int32(1), 0);
        TensorId one = draft.Constant("end and stride", GraphDraft.Int32(1), 1);
        TensorId two = draft.Constant("two", GraphDraft.Int32(), 2);
        TensorId shape = draft.Add(new ShapeOf(), "shape", GraphDraft.Int32(2), dense);
        TensorId batch = draft.Add(new StridedSlice(ShrinkAxisMask: 1), "batch", GraphDraft.Int32(), shape, zero, one, one);
        TensorId packed = draft.Add(new Pack(), "packed", GraphDraft.Int32(3), batch, two, two);
        return draft.Build(draft.Add(new Reshape(), "y", Row with { Shape = Shape.Of(1, 2, 2) }, dense, packed));
    }
}
