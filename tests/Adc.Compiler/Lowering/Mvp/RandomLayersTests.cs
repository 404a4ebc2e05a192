using System.Collections.Concurrent;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Fully connected layers of all sizes: on the accelerator within their tolerance, or on the CPU with a reason.</summary>
public sealed class RandomLayersTests
{
    private const int Models = 200;

    private static readonly ConcurrentDictionary<int, AcceleratedModel> Lowered = [];

    [Fact]
    public void Layers_stay_within_their_tolerance_or_tell_why_not()
    {
        int accelerated = 0, refused = 0;
        Dictionary<string, int> shapes = [];
        for (int seed = 1; seed <= Models; seed++)
        {
            AcceleratedModel model = Model(seed);
            foreach (LoweredLayer layer in model.Lowered.Layers)
            {
                string label = $"seed {seed}, layer {layer.Index}: {layer.Reason}";
                if (layer.Engine == Engine.Mvp)
                {
                    accelerated++;
                    LayerError error = layer.Error!;
                    int[] measured = model.Differences(layer, model.Calibration.Rows);
                    var difference = new StepDifference(measured.Max(), measured.Sum() / (double)measured.Length, measured.Count(one => one == 0) / (double)measured.Length);
                    Assert.True(difference == new StepDifference(error.MaxAbsLsb, error.MeanAbsLsb, error.ExactRatio), label);
                    int inputs = model.Lowered.Graph.TypeOf(layer.Node.Inputs[1]).Shape[1];
                    Assert.True(LayerTolerance.ForFullyConnected(inputs, model.Calibration.IsFromData, AcceleratorOptions.Default).Allows(difference), label);
                    string shape = layer.Steps.Select(step => step.Call).OfType<ProgramCall>().First().Shape;
                    shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
                }
                else
                {
                    refused++;
                    Assert.StartsWith("not on the accelerator: ", layer.Reason, StringComparison.Ordinal);
                    Assert.Contains(model.Diagnostics.All, diagnostic => diagnostic.Code is "ADC4006" or "ADC8003" && diagnostic.Origin == layer.Node.Origin);
                }
            }
        }

        Assert.True(accelerated > 180 && refused > 10, $"{accelerated} accelerated, {refused} refused");
        Assert.Equal(["fc1", "fc2", "fc2s", "fc_in", "fcc", "fcp"], shapes.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_verifier_accepts_every_program()
    {
        for (int seed = 1; seed <= Models; seed++)
        {
            AcceleratedModel model = Model(seed);
            foreach (ProgramCall call in model.Programs)
            {
                IReadOnlyList<MvpViolation> violations = MvpProgramVerifier.Verify(
                    call.Program, ProgramMemory.Describe(call.Program, model.Lowered.Buffers, model.Lowered.Constants));
                Assert.True(violations.Count == 0, $"seed {seed}, {call.Shape}: {string.Join("; ", violations.Select(violation => violation.Sentence))}");
            }
        }
    }

    [Fact]
    public void Emitted_streams_compute_what_the_model_executor_does_round_after_round()
    {
        int compared = 0;
        for (int seed = 1; seed <= Models; seed++)
        {
            AcceleratedModel model = Model(seed);
            if (model.Lowered.Steps.Any(step => step.Call is not ProgramCall))
            {
                continue;
            }

            compared++;
            Graph graph = model.Lowered.Graph;
            Sequence<ConstantData>[] rows = [.. model.Calibration.Rows.Skip(1).Take(3).Select(row => (Sequence<ConstantData>)[row[graph.Inputs[0]]])];
            IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> expected =
                new MvpModelExecutor(model.Plan, Rounding.Tflm, MvpSimulatorOptions.Default).RunAll(rows, CancellationToken.None);
            var machine = new EmittedMachine(model.Plan);
            for (int round = 0; round < rows.Length; round++)
            {
                Assert.True(expected[round][graph.Outputs[0]].Bytes.Span.SequenceEqual(machine.Invoke(rows[round][0], round)), $"seed {seed}, round {round}");
            }
        }

        Assert.InRange(compared, 100, Models);
    }

    private static AcceleratedModel Model(int seed) => Lowered.GetOrAdd(seed, _ =>
    {
        Graph graph = RandomFullyConnected.Of(seed);
        return AcceleratedModel.Of(graph, AcceleratorOptions.Default with { ForceMvp = AcceleratedModel.AllLayers(graph) }, isFromData: seed % 2 == 0, rows: 12, seed: seed);
    });
}
