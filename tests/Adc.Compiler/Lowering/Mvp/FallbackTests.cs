using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>What the user hears of layers that fall back to the CPU.</summary>
public sealed class FallbackTests
{
    // Nothing in half precision is equal everywhere, so that no program is good enough.
    private static readonly AcceleratorOptions Unreachable = AcceleratorOptions.Default with { ExactRatio = 1 };

    [Theory]
    [InlineData(Fallback.Warn, Severity.Warning)]
    [InlineData(Fallback.Error, Severity.Error)]
    public void A_layer_beyond_its_tolerance_is_named_with_the_reason(Fallback policy, Severity severity)
    {
        AcceleratedModel model = Lowered(RandomFullyConnected.Chain(5, 40, 48, 32), Unreachable with { Fallback = policy });
        Assert.Equal(["dense0", "dense1"], model.Diagnostics.All.Select(diagnostic => diagnostic.Origin.Name));
        Assert.All(model.Diagnostics.All, diagnostic =>
        {
            Assert.Equal((Catalogue.AcceleratorRefused, severity), (diagnostic.Descriptor, diagnostic.Severity));
            Assert.StartsWith("the layer runs on the CPU: half precision gives ", diagnostic.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Where_falling_back_is_allowed_only_the_report_tells()
    {
        AcceleratedModel model = Lowered(RandomFullyConnected.Layer(1, 40, 40), Unreachable with { Fallback = Fallback.Allow });
        Assert.Empty(model.Diagnostics.All);
        Assert.StartsWith("not on the accelerator: half precision gives ", model.Lowered.Layers[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_the_CPU_computes_sooner_does_not_fall_back() =>
        Assert.Empty(Lowered(RandomFullyConnected.Layer(1, 12, 4, batches: 16), Unreachable with { Fallback = Fallback.Error }).Diagnostics.All);

    [Fact]
    public void A_layer_kept_on_the_CPU_by_name_does_not_fall_back() =>
        Assert.Empty(Lowered(RandomFullyConnected.Layer(1, 40, 40), Unreachable with { Fallback = Fallback.Error, ForceCpu = ["0"] }).Diagnostics.All);

    [Fact]
    public void A_required_layer_is_an_error_whatever_the_policy()
    {
        AcceleratedModel model = Lowered(RandomFullyConnected.Layer(1, 40, 40), Unreachable with { Fallback = Fallback.Allow, ForceMvp = ["0"] });
        Assert.Equal(Severity.Error, Assert.Single(model.Diagnostics.All).Severity);
    }

    private static AcceleratedModel Lowered(Graph graph, AcceleratorOptions options)
    {
        AcceleratedModel model = AcceleratedModel.Of(graph, options);
        Assert.All(model.Lowered.Layers, layer => Assert.Equal(Engine.Cpu, layer.Engine));
        return model;
    }
}
