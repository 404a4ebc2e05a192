using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Where scaling inputs in passing is the quickest shape, and that it computes the layer.</summary>
public sealed class PipelinedPairsTests
{
    private static readonly AcceleratorOptions Options = AcceleratorOptions.Default with { Centre = false, ExactRatio = 0.7, MaxAbsLsb = 8 };

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(1536, 1)]
    [InlineData(2048, 1)]
    public void Wins_for_one_output(int inputs, int outputs)
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(3, inputs, outputs), Options);
        Assert.Equal(["fcp"], model.Programs.Select(call => call.Shape));
        Assert.DoesNotContain(model.Lowered.Buffers, buffer => buffer.Form == BufferForm.Scratch);
    }

    [Theory]
    [InlineData(1024, 2)]
    [InlineData(640, 4)]
    [InlineData(1024, 8)]
    [InlineData(128, 128)]
    [InlineData(642, 2)]
    public void Loses_for_more_outputs_or_pairs_that_cannot_take_turns(int inputs, int outputs)
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(3, inputs, outputs), Options with { ForceMvp = ["0"] });
        Assert.DoesNotContain("fcp", model.Programs.Select(call => call.Shape));
    }

    [Fact]
    public void The_emitted_program_computes_the_layer_round_after_round()
    {
        AcceleratedModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(3, 1024, 1), Options);
        Graph graph = model.Lowered.Graph;
        var machine = new EmittedMachine(model.Plan);
        for (int round = 0; round < 5; round++)
        {
            sbyte[] expected = model.Calibration.Rows[round][graph.Outputs[0]].ToArray<sbyte>();
            sbyte[] actual = [.. machine.Invoke(model.Calibration.Rows[round][graph.Inputs[0]], round).Select(value => (sbyte)value)];
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
        }
    }
}
