using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Tests.Lowering.Mvp.Shapes;

/// <summary>Cycles of each program shape by the cycle model are those of its closed formula.</summary>
public sealed class CycleFormulasTests
{
    private static readonly MvpBase Input = new(MvpCandidate.Input, 0), Scaled = new(MvpCandidate.Scratch, 0), Output = new(MvpCandidate.Output, 0);
    private static readonly MvpBase Weights = new(MvpCandidate.Constant(0), 0), Record = new(MvpCandidate.Constant(1), 0);

    private static readonly MvpTiming OnePort = MvpTiming.Default with { LoadsShareRamPort = true };

    [Theory]
    [InlineData(16, 8)]
    [InlineData(64, 20)]
    [InlineData(640, 128)]
    [InlineData(1022, 4)]
    public void Outputs_in_lanes(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpProgram program = OutputPerLane.Build(layer, Scaled, Weights, Record, Output, isPortSparing: false);
        double pairs = inputs / 2.0;
        AssertNear((outputs * (pairs + 0.75)) + 13, Cycles(program, layer, MvpMemoryKind.Ram));
        AssertNear((outputs * ((1.5 * pairs) + 0.25)) + 15, Cycles(program, layer, MvpMemoryKind.Flash));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(128, 128)]
    [InlineData(128, 8)]
    [InlineData(8, 128)]
    public void Outputs_in_lanes_with_the_scale_loop_inside(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpProgram program = OutputPerLane.BuildWithScaling(layer, Input, Scaled, Weights, Record, Output, isPortSparing: false);
        double pairs = inputs / 2.0;
        AssertNear(inputs + (outputs * (pairs + 0.75)) + 14, Cycles(program, layer, MvpMemoryKind.Ram));
        AssertNear(inputs + (outputs * ((1.5 * pairs) + 0.25)) + 15, Cycles(program, layer, MvpMemoryKind.Flash));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(640, 128)]
    [InlineData(2048, 3)]
    public void Input_pairs_in_lanes(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpProgram program = InputPairPerLane.Build(layer, Scaled, Weights, Record, Output);
        double pairs = inputs / 2.0;
        AssertNear((outputs * (pairs + 5)) + 13, Cycles(program, layer, MvpMemoryKind.Ram));
        AssertNear((outputs * ((1.5 * pairs) + 3)) + 14, Cycles(program, layer, MvpMemoryKind.Flash));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(512, 40)]
    public void A_scale_for_each_output(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpProgram program = ScalePerOutput.Build(layer, ScalePerOutput.Chunk(layer)!.Value, Scaled, Weights, Record, Output, isPortSparing: false);
        AssertNear((outputs / 4.0 * ((2 * inputs) + 5)) + 14, Cycles(program, layer, MvpMemoryKind.Ram));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(128, 128)]
    [InlineData(500, 40)]
    public void Forms_that_are_sparing_with_ports_lose_at_most_a_cycle_for_four_outputs(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpBase weights = Weights + RamPortForms.OutOfStepInBytes;
        double pairs = inputs / 2.0;
        foreach (MvpTiming ports in (MvpTiming[])[MvpTiming.Default, OnePort])
        {
            MvpProgram scaling = OutputPerLane.BuildWithScaling(layer, Input, Scaled, weights, Record, Output, isPortSparing: true);
            AssertNear(inputs + (outputs * (pairs + 1)) + 15, Cycles(scaling, layer, MvpMemoryKind.Ram, ports));
            MvpProgram perOutput = ScalePerOutput.Build(layer, ScalePerOutput.Chunk(layer)!.Value, Scaled, weights, Record, Output, isPortSparing: true);
            AssertNear((outputs / 4.0 * ((2 * inputs) + 6)) + 14, Cycles(perOutput, layer, MvpMemoryKind.Ram, ports));
            MvpProgram product = OutputPerLane.Build(layer, Scaled, weights, Record, Output, isPortSparing: true);
            AssertNear((outputs * (pairs + 1)) + 14, Cycles(product, layer, MvpMemoryKind.Ram, ports));
        }
    }

    [Fact]
    public void The_plain_form_loses_a_quarter_to_a_shared_port()
    {
        FullyConnectedOperands layer = Layer(512, 128);
        MvpProgram program = OutputPerLane.Build(layer, Scaled, Weights, Record, Output, isPortSparing: false);
        double ratio = Cycles(program, layer, MvpMemoryKind.Ram, OnePort) / (double)Cycles(program, layer, MvpMemoryKind.Ram);
        Assert.InRange(ratio, 1.245, 1.255);
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(640, 2)]
    [InlineData(2048, 1)]
    public void Pairs_scaled_in_passing(int inputs, int outputs)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        MvpProgram program = PipelinedPairs.Build(layer, Input, Weights, Record, Output);
        double pairs = inputs / 2.0;
        AssertNear((outputs * ((2 * pairs) + 5)) + 14, Cycles(program, layer, MvpMemoryKind.Ram));
        AssertNear((outputs * ((2 * pairs) + 5)) + 14, Cycles(program, layer, MvpMemoryKind.Ram, OnePort));
        AssertNear((outputs * ((2.25 * pairs) + 5)) + 14, Cycles(program, layer, MvpMemoryKind.Flash));
    }

    [Theory]
    [InlineData(16, 8, 8)]
    [InlineData(640, 128, 64)]
    [InlineData(1000, 6, 50)]
    public void Sums_in_blocks(int inputs, int outputs, int block)
    {
        FullyConnectedOperands layer = Layer(inputs, outputs);
        Assert.Equal(block, SumsInBlocks.Block(layer));
        MvpProgram program = SumsInBlocks.Build(layer, block, Scaled, Weights, Record, Output);
        AssertNear((OutputPerLane.Blocks(outputs) * ((2 * inputs) + (3 * inputs / block) + 2)) + 14, Cycles(program, layer, MvpMemoryKind.Ram));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(640, 320)]
    [InlineData(2500, 1250)]
    [InlineData(33, 33)]
    public void Scaling_takes_a_cycle_a_pair_or_an_odd_element(int inputs, int instructions)
    {
        FullyConnectedOperands layer = Layer(inputs, 4);
        AssertNear(instructions + 14, Cycles(ScaleToHalf.Build(layer, Input, Scaled, Record)!, layer, MvpMemoryKind.Ram));
    }

    [Fact]
    public void Clamping_takes_a_cycle_a_pair() =>
        AssertNear(64 + 14, Cycles(Assert.Single(ClampInPlace.Programs(128, signed: true, -3, 90)).Program, Layer(16, 128), MvpMemoryKind.Ram));

    // The first and the last fence are worth a cycle each.
    private static void AssertNear(double expected, long actual) => Assert.InRange(actual, expected - 2, expected + 2);

    private static FullyConnectedOperands Layer(int inputs, int outputs)
    {
        Graph graph = RandomFullyConnected.Layer(1, inputs, outputs);
        Node node = graph.Nodes[0];
        return new FullyConnectedOperands(
            FullyConnectedNumbers.Of(node, graph), -3, [.. Enumerable.Repeat(-3, inputs)], [.. FullyConnectedNumbers.RealMultipliers(node, graph)], BufferForm.Plain, BufferForm.Plain);
    }

    private static long Cycles(MvpProgram program, FullyConnectedOperands layer, MvpMemoryKind weights, MvpTiming? timing = null) => MvpCycleModel.Count(program, MvpMemoryMap.Guess(
    [
        new(MvpCandidate.Input, "in", MvpMemoryKind.Ram, layer.Inputs + 3),
        new(MvpCandidate.Scratch, "x'", MvpMemoryKind.Ram, 2 * (layer.Inputs + 1)),
        new(MvpCandidate.Output, "out", MvpMemoryKind.Ram, layer.Outputs + 3),
        new(MvpCandidate.Constant(0), "weights", weights, (layer.Inputs * (layer.Outputs + 3)) + RamPortForms.OutOfStepInBytes),
        new(MvpCandidate.Constant(1), "record", MvpMemoryKind.Ram, 8 * (layer.Inputs + layer.Outputs + 4)),
    ]), timing).Cycles;
}
