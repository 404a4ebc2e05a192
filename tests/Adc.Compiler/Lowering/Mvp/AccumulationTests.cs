using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Where sums of products are formed.</summary>
public sealed class AccumulationTests
{
    private static readonly AcceleratorOptions Split = AcceleratorOptions.Default with { Accumulate = Accumulation.Fp16Split, ExactRatio = 0.5, MaxAbsLsb = 20 };

    [Theory]
    [InlineData(640, 32)]
    [InlineData(1024, 48)]
    public void Sums_in_blocks_are_more_exact_where_inputs_are_many(int inputs, int outputs)
    {
        Graph graph = RandomFullyConnected.Layer(3, inputs, outputs);
        AcceleratorOptions uncentred = Split with { Centre = false };
        LoweredLayer whole = Layer(graph, uncentred with { Accumulate = Accumulation.Fp16 }), split = Layer(graph, uncentred);
        Assert.NotEqual("fcb", ShapeOf(whole));
        Assert.Equal("fcb", ShapeOf(split));
        Assert.Contains("sums in blocks of 64", split.Reason, StringComparison.Ordinal);
        Assert.True(split.Error!.MeanAbsLsb < 0.8 * whole.Error!.MeanAbsLsb, $"{split.Error} in blocks, {whole.Error} in one sum");
        Assert.InRange(split.Error.MaxAbsLsb, 0, split.Error.Analysis!.BoundLsb);
    }

    [Fact]
    public void Sums_of_one_block_need_no_program_of_their_own() => Assert.Equal("fc2s", ShapeOf(Layer(RandomFullyConnected.Layer(3, 64, 32), Split)));

    [Theory]
    [InlineData(96, 8, 48)]
    [InlineData(130, 7, 26)]
    [InlineData(1000, 25, 50)]
    public void Blocks_divide_the_inputs(int inputs, int outputs, int block) =>
        Assert.Contains($"sums in blocks of {block},", Layer(RandomFullyConnected.Layer(3, inputs, outputs), Split).Reason, StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_nothing_divides_stay_on_the_CPU()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(3, 257, 32), Split);
        Diagnostic warning = Assert.Single(model.Diagnostics.All);
        Assert.Equal("the layer runs on the CPU: no program sums its 257 inputs in blocks of at most 64", warning.Message);
        Assert.Equal(Engine.Cpu, model.Lowered.Layers[0].Engine);
    }

    [Fact]
    public void Exact_sums_are_formed_on_the_CPU()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(3, 64, 32), Split with { Accumulate = Accumulation.CpuInt32 });
        Assert.Equal(Engine.Cpu, model.Lowered.Layers[0].Engine);
        Assert.StartsWith("not on the accelerator: 'mvp.accumulate' is 'cpu_int32'; ", model.Lowered.Layers[0].Reason, StringComparison.Ordinal);
        Assert.Empty(model.Diagnostics.All);
    }

    [Fact]
    public void A_layer_cannot_be_summed_on_the_CPU_and_run_on_the_accelerator()
    {
        AcceleratorOptions contradiction = Split with { Accumulate = Accumulation.CpuInt32, ForceMvp = ["0"] };
        Diagnostic error = Assert.Single(AcceleratedModel.Of(RandomFullyConnected.Layer(3, 64, 32), contradiction).Diagnostics.All);
        Assert.Equal("the layer is in 'mvp.force_mvp', but 'mvp.accumulate' is 'cpu_int32'", error.Message);
    }

    private static LoweredLayer Layer(Graph graph, AcceleratorOptions options) => AcceleratedModel.Of(graph, options).Lowered.Layers[0];

    private static string ShapeOf(LoweredLayer layer) => layer.Steps.Select(step => step.Call).OfType<ProgramCall>().Last().Shape;
}
