using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Layers that the configuration sends somewhere, and layers that only seem to fit the accelerator.</summary>
public sealed class ForcedLayersTests
{
    private static readonly AcceleratorOptions Options = AcceleratorOptions.Default;

    [Theory]
    [InlineData("1")]
    [InlineData("dense1")]
    public void A_layer_is_kept_on_the_CPU_by_index_or_name(string name)
    {
        LoweredModel model = AcceleratedModel.Of(RandomFullyConnected.Chain(5, 40, 48, 32), Options with { ForceCpu = [name] }).Lowered;
        Assert.Equal([Engine.Mvp, Engine.Cpu], model.Layers.Select(layer => layer.Engine));
        Assert.StartsWith("not on the accelerator: it is in 'mvp.force_cpu'; ", model.Layers[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_too_small_to_gain_is_accelerated_when_it_must_be()
    {
        Graph graph = RandomFullyConnected.Layer(1, 12, 4, batches: 16);
        Assert.Equal(Engine.Cpu, AcceleratedModel.Of(graph).Lowered.Layers[0].Engine);
        AcceleratedModel forced = AcceleratedModel.Of(graph, Options with { ForceMvp = ["0"], ExactRatio = 0.5 });
        Assert.Equal(Engine.Mvp, forced.Lowered.Layers[0].Engine);
        Assert.Empty(forced.Diagnostics.All);
    }

    [Fact]
    public void A_layer_that_cannot_reach_its_tolerance_but_must_is_an_error()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(1, 40, 40), Options with { ForceMvp = ["0"], ExactRatio = 1 });
        AssertReported(Catalogue.LayerBeyondTolerance, Severity.Error, model, "half precision gives ");
        Assert.Equal(Engine.Cpu, model.Lowered.Layers[0].Engine);
    }

    [Fact]
    public void Where_tolerances_only_warn_the_closest_program_is_taken()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(1, 40, 40), Options with { ForceMvp = ["0"], ExactRatio = 1, ToleranceIsError = false });
        AssertReported(Catalogue.LayerBeyondTolerance, Severity.Warning, model, "half precision gives ");
        Assert.Equal(Engine.Mvp, model.Lowered.Layers[0].Engine);
        Assert.InRange(model.Lowered.Layers[0].Error!.ExactRatio, 0.5, 0.9999);
    }

    [Fact]
    public void A_layer_that_cannot_reach_its_tolerance_and_need_not_stays_on_the_CPU()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(1, 40, 40), Options with { ExactRatio = 1, Fallback = Fallback.Allow });
        Assert.Empty(model.Diagnostics.All);
        Assert.StartsWith("not on the accelerator: half precision gives ", model.Lowered.Layers[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_in_both_lists_is_an_error() =>
        AssertRefused(AcceleratedModel.Of(RandomFullyConnected.Layer(1, 40, 40), Options with { ForceMvp = ["0"], ForceCpu = ["dense0"] }), "it is in 'mvp.force_cpu'");

    [Fact]
    public void A_layer_without_any_program_is_an_error()
    {
        var draft = new GraphDraft();
        TensorType type = GraphDraft.Int8(0.1f, 0, 1, 8);
        Graph graph = draft.Build(draft.Add(new Softmax(), "y", GraphDraft.Int8(1f / 256, -128, 1, 8), draft.Input("x", type)));
        AssertRefused(AcceleratedModel.Of(graph, Options with { ForceMvp = ["y"] }), "there is no program for SOFTMAX");
    }

    [Fact]
    public void Names_that_no_layer_has_are_found()
    {
        Graph graph = RandomFullyConnected.Layer(1, 40, 40);
        Assert.Equal(["1", "x", "dense"], ((Sequence<string>)["0", "1", "x", "dense", "dense0"]).WithoutLayer(graph));
    }

    [Fact]
    public void Sums_that_could_leave_half_precision_stay_on_the_CPU()
    {
        var draft = new GraphDraft();
        TensorId weights = draft.Constant("w", GraphDraft.Int8(0.01f, 0, 16, 64), [.. Enumerable.Repeat((sbyte)127, 16 * 64)]);
        Graph graph = draft.Build(draft.Add(
            new FullyConnected(), "y", GraphDraft.Int8(0.01f / 0.9f, 0, 1, 16), draft.Input("x", GraphDraft.Int8(1, 0, 1, 64)), weights, TensorId.None));
        LoweredLayer layer = AcceleratedModel.Of(graph).Lowered.Layers[0];
        Assert.Equal(Engine.Cpu, layer.Engine);
        Assert.Contains("its sums could leave the range of half precision", layer.Reason, StringComparison.Ordinal);
    }

    private static void AssertRefused(AcceleratedModel model, string reason) => AssertReported(Catalogue.AcceleratorRefused, Severity.Error, model, reason);

    private static void AssertReported(DiagnosticDescriptor descriptor, Severity severity, AcceleratedModel model, string reason)
    {
        Diagnostic diagnostic = Assert.Single(model.Diagnostics.All);
        Assert.Equal((descriptor, severity), (diagnostic.Descriptor, diagnostic.Severity));
        Assert.Contains(reason, diagnostic.ToString(), StringComparison.Ordinal);
    }
}
